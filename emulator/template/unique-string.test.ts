import { expect, test } from 'vitest';
import { hashTemplate } from './template-hash.ts';
import { uniqueString } from './unique-string.ts';

test.each([
  [['/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg'], 'js26ofeqkqeve'],
  [['/subscriptions/11068ed9-6c31-4a47-8183-4eca6d84bb32/resourceGroups/myRg'], 'pwt7yebfrftwu'],
  [['asd', 'asdf', 'asdf'], 'iizpqit7ih3cc'],
  [['/subscriptions/00000000-0000-0000-0000-000000000000', 'resource-id'], 'cwvxuqg24sifi'],
  [['hello', 'world'], 'a7wkljktk6wne'],
  [['fu'], '6rkxbspxjmsho'],
  [['fubar'], 'cj2xpqsiwjfne'],
  [['fu', 'bar'], 'q5wxoscxs5j6k'],
  [['a'], 'eveiun73364hy'],
])('uniqueString(%j) is what ARM answers', (parts, expected) => {
  expect(uniqueString(...parts)).toBe(expected);
});

test('a tail word with its top bit set is hashed as unsigned', () => {
  const id =
    '/subscriptions/31e9f9a0-9fd2-4294-a0a3-0101246d9700/resourceGroups/rg-modm201-20230913120256/providers/Microsoft.Compute/virtualMachines/bobjacmodm201';
  expect(uniqueString(id)).toBe('yvjxno3je5on2');
});

// The example that Azure publishes with its API (Azure/azure-rest-api-specs, CalculateTemplateHash.json).
test('a template is hashed as ARM does, whatever the case of its words', () => {
  const template = {
    $schema: 'http://schemas.management.azure.com/deploymentTemplate?api-version=2014-04-01-preview',
    contentVersion: '1.0.0.0',
    parameters: { string: { type: 'string' } },
    variables: {
      string: 'string',
      int: 42,
      bool: true,
      array: [1, 2, 3, 4],
      object: { object: { vmSize: 'Large', location: 'West US' } },
    },
    resources: [],
    outputs: { string: { type: 'string', value: 'myvalue' } },
  };
  const { minifiedTemplate, templateHash } = hashTemplate(template);
  expect(minifiedTemplate).toContain('"BOOL":TRUE,"ARRAY":[1,2,3,4]');
  expect(templateHash).toBe('695440707931307747');
});
