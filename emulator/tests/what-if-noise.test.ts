import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GROUP, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, deployTemplate, template } from './template-fixture.ts';
import { askWhatIf, changeTypes } from './what-if-fixture.ts';

const infra = new URL('../../infra/', import.meta.url);
const readInfra = async (file: string) => JSON.parse(await readFile(new URL(file, infra), 'utf8'));

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

for (const kind of ['inference', 'finetuning']) {
  test(`the ${kind} template, deployed and asked again, changes nothing`, async () => {
    const body = await readInfra(`provision/${kind}.json`);
    const file: { parameters: Record<string, { value: unknown }> } = await readInfra(
      `provision/${kind}.parameters.json`,
    );
    const parameters = Object.fromEntries(
      Object.entries(file.parameters).filter(([, { value }]) => value !== null),
    );
    for (const { properties } of body.resources) {
      if (properties.template) properties.template.scale = { minReplicas: 0, maxReplicas: 1 };
    }
    const before = await askWhatIf(azure, body, { parameters }, GROUP);
    expect(new Set(before.changes.map(({ changeType }) => changeType))).toEqual(new Set(['Create']));

    await deployTemplate(azure, kind, body, { parameters });
    const after = await askWhatIf(azure, body, { parameters });
    expect(after.changes.map(({ delta }) => delta)).toEqual(after.changes.map(() => []));
    expect(new Set(Object.values(changeTypes(after.changes)))).toEqual(new Set(['NoChange']));
    await deployTemplate(azure, 'clear', template([]), { mode: 'Complete' });
  });
}

test('another way to write the same changes nothing', async () => {
  await deployTemplate(azure, 'account', template([accountNode('samething')]));
  const rewritten = accountNode('samething', {
    apiVersion: '2024-01-01',
    location: 'East US',
    tags: {},
    properties: { minimumTlsVersion: null },
  });
  const { changes } = await askWhatIf(azure, template([rewritten]));
  expect(changes[0]).toMatchObject({ changeType: 'NoChange', delta: [] });
});

test('no secret is shown, given or kept', async () => {
  const { keys = [] } = await azure.storage.storageAccounts.listKeys(GROUP, 'samething');
  const key = keys[0]?.value ?? '';
  const body = template(
    [
      accountNode('newcomer', {
        tags: {
          key: "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'samething'), '2023-01-01').keys[0].value]",
          password: "[concat('password is ', parameters('password'))]",
        },
      }),
    ],
    { parameters: { password: { type: 'securestring' } } },
  );
  const result = await askWhatIf(azure, body, { parameters: { password: { value: 'do-not-show-me' } } });
  expect(result.changes[0]).toMatchObject({ changeType: 'Create', after: { tags: { key: '*******' } } });
  expect(JSON.stringify(result)).not.toContain('do-not-show-me');
  expect(key).not.toBe('');
  expect(JSON.stringify(result)).not.toContain(key);
});

test('a secret is not shown either that is a default, comes by a name in other case or belongs to a module', async () => {
  const secure = (defaultValue?: string) => ({ type: 'securestring', ...(defaultValue && { defaultValue }) });
  const inner = template([accountNode('innermost', { tags: { c: "[parameters('third')]" } })], {
    parameters: { third: secure('third-secret') },
  });
  const body = template(
    [
      accountNode('outermost', { tags: { a: "[parameters('first')]", b: "[parameters('second')]" } }),
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2025-04-01',
        name: 'module',
        properties: {
          mode: 'Incremental',
          expressionEvaluationOptions: { scope: 'inner' },
          template: inner,
        },
      },
    ],
    { parameters: { first: secure('first-secret'), second: secure() } },
  );
  const { changes } = await askWhatIf(azure, body, { parameters: { SECOND: { value: 'second-secret' } } });
  expect(changes.slice(0, 2)).toMatchObject([
    { after: { name: 'outermost', tags: { a: '*******', b: '*******' } } },
    { after: { name: 'innermost', tags: { c: '*******' } } },
  ]);
});

test('asking writes nothing', async () => {
  const before = await folderContent(azure.dataDir);
  await askWhatIf(azure, template([accountNode('samething', { tags: { a: 'b' } }), accountNode('newone')]));
  await askWhatIf(azure, template([]), { mode: 'Complete' });
  expect(await folderContent(azure.dataDir)).toEqual(before);
});

async function folderContent(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'base64')] as const)),
  );
}
