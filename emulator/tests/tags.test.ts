import { afterAll, beforeAll, expect, test } from 'vitest';
import { idleApp } from './idle-app.ts';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const SCOPES = {
  subscription: `/subscriptions/${SUBSCRIPTION}`,
  group: `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}`,
  resource: `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.Storage/storageAccounts/tagged`,
};

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  await azure.storage.storageAccounts.create(GROUP, 'tagged', account, QUICK);
});
afterAll(() => azure.close());

test.each(Object.entries(SCOPES))(
  'tags of a %s are replaced, merged, taken away and deleted',
  async (_, scope) => {
    const { tagsOperations: tags } = azure.resources;
    const read = async () => (await tags.getAtScope(scope)).properties.tags;
    await tags.createOrUpdateAtScope(scope, { properties: { tags: { a: '1', b: '2' } } }, QUICK);
    expect(await tags.getAtScope(scope)).toMatchObject({
      id: `${scope}/providers/Microsoft.Resources/tags/default`,
      name: 'default',
      type: 'Microsoft.Resources/tags',
      properties: { tags: { a: '1', b: '2' } },
    });
    const patch = (operation: string, given: Record<string, string>) =>
      tags.updateAtScope(scope, { operation, properties: { tags: given } }, QUICK);
    await patch('Merge', { A: '3', c: '4' });
    expect(await read()).toEqual({ b: '2', A: '3', c: '4' });
    await patch('Delete', { b: '', c: 'another value' });
    expect(await read()).toEqual({ A: '3', c: '4' });
    await patch('Replace', { d: '5' });
    expect(await read()).toEqual({ d: '5' });
    await tags.deleteAtScope(scope, QUICK);
    expect(await read()).toEqual({});
  },
);

test('tags set by themselves are the tags of the thing, and are counted', async () => {
  const { tagsOperations: tags } = azure.resources;
  for (const scope of Object.values(SCOPES)) {
    await tags.createOrUpdateAtScope(scope, { properties: { tags: { team: 'blue' } } }, QUICK);
  }
  expect((await azure.resources.resourceGroups.get(GROUP)).tags).toEqual({ team: 'blue' });
  expect((await azure.storage.storageAccounts.getProperties(GROUP, 'tagged')).tags).toEqual({ team: 'blue' });
  expect((await azure.subscriptions.subscriptions.get(SUBSCRIPTION)).tags).toEqual({ team: 'blue' });
  expect(await all(tags.list())).toMatchObject([
    { tagName: 'team', count: { value: 3 }, values: [{ tagValue: 'blue', count: { value: 3 } }] },
  ]);
  await expect(tags.createOrUpdate('team')).rejects.toMatchObject({ statusCode: 501 });
});

test.each([
  ['51 tags', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, '']))],
  ['a name of 513 characters', { ['a'.repeat(513)]: '' }],
  ['a value of 257 characters', { a: 'b'.repeat(257) }],
  ['a name with a reserved character', { 'a/b': '' }],
  ['an empty name', { '': '' }],
  ['one name in two spellings', { a: '', A: '' }],
])('%s are refused, at the scope and on the group', async (_name, given) => {
  const refused = { statusCode: 400, code: expect.stringContaining('Tag') };
  await expect(
    azure.resources.tagsOperations.createOrUpdateAtScope(
      SCOPES.group,
      { properties: { tags: given } },
      { ...QUICK },
    ),
  ).rejects.toMatchObject(refused);
  await expect(
    azure.resources.resourceGroups.createOrUpdate('rg-tags', { location: 'eastus', tags: given }),
  ).rejects.toMatchObject(refused);
});

test('tags are merged into every resource that a provision makes, and go with a write that names none', async () => {
  const { managedEnvironments, containerApps } = azure.apps;
  const environment = { location: 'eastus' };
  const { id = '' } = await managedEnvironments.createOrUpdate(GROUP, 'env', environment, QUICK);
  const app = idleApp(id);
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  const writes = {
    'Microsoft.Storage/storageAccounts/merged': () =>
      azure.storage.storageAccounts.create(GROUP, 'merged', account, QUICK),
    'Microsoft.OperationalInsights/workspaces/merged': () =>
      azure.resources.resources.createOrUpdateById(
        `${SCOPES.group}/providers/Microsoft.OperationalInsights/workspaces/merged`,
        '2022-10-01',
        { location: 'eastus' },
        QUICK,
      ),
    'Microsoft.App/managedEnvironments/env': () =>
      managedEnvironments.createOrUpdate(GROUP, 'env', environment, QUICK),
    'Microsoft.App/containerApps/merged': () => containerApps.createOrUpdate(GROUP, 'merged', app, QUICK),
  };
  const { tagsOperations: tags } = azure.resources;
  for (const [name, write] of Object.entries(writes)) {
    const scope = `${SCOPES.group}/providers/${name}`;
    const read = async () => (await tags.getAtScope(scope)).properties.tags;
    await write();
    await tags.updateAtScope(scope, { operation: 'Merge', properties: { tags: { a: '1' } } }, QUICK);
    await tags.updateAtScope(scope, { operation: 'Merge', properties: { tags: { b: '2' } } }, QUICK);
    expect(await read()).toEqual({ a: '1', b: '2' });
    await write();
    expect(await read()).toEqual({});
  }
});
