import { expect, test } from 'vitest';
import type { Resource } from '../../state/models.ts';
import { createTemplateWriter } from './template-writer.ts';

const SCOPE = '/subscriptions/s/resourceGroups/g/providers';
const resource = (type: string, path: string, name: string): Resource => ({
  id: `${SCOPE}/${path}`,
  type,
  name,
  properties: {},
  secrets: {},
  provisioningState: 'Succeeded',
  createdTime: '',
  changedTime: '',
});
const account = (name: string) =>
  resource('Microsoft.Storage/storageAccounts', `Microsoft.Storage/storageAccounts/${name}`, name);
const share = resource(
  'Microsoft.Storage/storageAccounts/fileServices/shares',
  'Microsoft.Storage/storageAccounts/a/fileServices/default/shares/files',
  'files',
);

test('a nested name begins with the parameter of the resource that it is in', () => {
  const writer = createTemplateWriter([account('a'), share], new Set());
  expect(writer.nameOf(share)).toBe("[concat(parameters('storageAccounts_a_name'), '/default/files')]");
  expect(writer.idOf(share)).toBe(
    "resourceId('Microsoft.Storage/storageAccounts/fileServices/shares', parameters('storageAccounts_a_name'), 'default', 'files')",
  );
  expect(Object.keys(writer.parameters)).toEqual(['storageAccounts_a_name']);
});

test('names that differ only in what a parameter cannot hold get parameters of their own', () => {
  const writer = createTemplateWriter(
    [account('a-b'), account('a_b')],
    new Set(['IncludeParameterDefaultValue']),
  );
  expect(writer.parameters).toEqual({
    storageAccounts_a_b_name: { defaultValue: 'a-b', type: 'String' },
    storageAccounts_a_b_name_1: { defaultValue: 'a_b', type: 'String' },
  });
});

test('ids are expressions at any depth, whatever their case; brackets of a text are doubled', () => {
  const writer = createTemplateWriter([account('a')], new Set());
  const other = `${SCOPE}/Microsoft.App/managedEnvironments/e-1`;
  expect(
    writer.value({
      own: [`${SCOPE}/microsoft.storage/storageaccounts/A`],
      other,
      '[key]': ['[text]', '[open', 1],
    }),
  ).toEqual({
    own: ["[resourceId('Microsoft.Storage/storageAccounts', parameters('storageAccounts_a_name'))]"],
    other: "[parameters('managedEnvironments_e_1_externalid')]",
    '[[key]': ['[[text]', '[open', 1],
  });
});
