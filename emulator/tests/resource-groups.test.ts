import { afterAll, beforeAll, expect, test } from 'vitest';
import { createManualClock } from './manual-clock.ts';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const clock = createManualClock();
let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator({ clock, pace: 1 });
});
afterAll(() => azure.close());

test('putting a group again replaces its tags, and a patch leaves what it does not name', async () => {
  const { resourceGroups } = azure.resources;
  await resourceGroups.createOrUpdate('rg-tagged', {
    location: 'eastus',
    tags: { a: 'b' },
    managedBy: 'somebody',
  });
  expect(await resourceGroups.update('rg-tagged', { tags: { c: 'd' } })).toMatchObject({
    tags: { c: 'd' },
    managedBy: 'somebody',
  });
  await resourceGroups.createOrUpdate('rg-tagged', { location: 'eastus' });
  expect((await resourceGroups.get('rg-tagged')).tags).toBeUndefined();
});

test('groups are listed in pages, and by tag', async () => {
  const { resourceGroups } = azure.resources;
  for (const name of ['rg-a', 'rg-b', 'rg-c']) {
    await resourceGroups.createOrUpdate(name, { location: 'eastus', tags: { paged: name } });
  }
  const filter = "tagName eq 'paged'";
  const sizes: number[] = [];
  for await (const page of resourceGroups.list({ filter, top: 2 }).byPage()) sizes.push(page.length);
  expect(sizes).toEqual([2, 1]);
  const found = await all(resourceGroups.list({ filter: `${filter} and tagValue eq 'rg-b'` }));
  expect(found.map(({ name }) => name)).toEqual(['rg-b']);
  await expect(all(resourceGroups.list({ filter: "colour eq 'red'" }))).rejects.toMatchObject({
    statusCode: 400,
    code: 'InvalidFilterInQueryString',
  });
});

test.each([
  ['ends.', 'InvalidResourceGroup', 'trailing'],
  ['has space', 'InvalidResourceGroup', "' '"],
  ['a'.repeat(91), 'InvalidResourceGroup', '90'],
])('the name %s is refused', async (name, code, part) => {
  await expect(
    azure.resources.resourceGroups.createOrUpdate(name, { location: 'eastus' }),
  ).rejects.toMatchObject({ statusCode: 400, code, message: expect.stringContaining(part) });
});

test('a place that is missing or unknown is refused', async () => {
  const put = (body: object) =>
    fetch(`${azure.url()}/subscriptions/${SUBSCRIPTION}/resourcegroups/rg-new?api-version=2025-04-01`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then((response) => response.json());
  expect(await put({})).toMatchObject({ error: { code: 'LocationRequired' } });
  expect(await put({ location: 'atlantis' })).toMatchObject({
    error: {
      code: 'LocationNotAvailableForResourceGroup',
      message: expect.stringContaining('eastus,eastus2'),
    },
  });
});

test('a group that is going takes no write, tells so, and is gone when its time has come', async () => {
  const { resourceGroups } = azure.resources;
  await resourceGroups.createOrUpdate('rg-going', { location: 'eastus' });
  const deletion = resourceGroups.delete('rg-going', { ...QUICK, forceDeletionTypes: 'none' });
  await deletion.submitted();
  expect(await resourceGroups.get('rg-going')).toMatchObject({
    properties: { provisioningState: 'Deleting' },
  });
  const refused = { statusCode: 409, code: 'ResourceGroupBeingDeleted' };
  await expect(resourceGroups.createOrUpdate('rg-going', { location: 'eastus' })).rejects.toMatchObject(
    refused,
  );
  await expect(resourceGroups.update('rg-going', { tags: {} })).rejects.toMatchObject(refused);
  await expect(
    azure.storage.storageAccounts.create(
      'rg-going',
      'latecomer',
      { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' },
      QUICK,
    ),
  ).rejects.toMatchObject(refused);
  const again = resourceGroups.delete('rg-going', QUICK);
  await again.submitted();
  clock.advance(60_000);
  await deletion;
  await again;
  expect(await resourceGroups.checkExistence('rg-going')).toMatchObject({ body: false });
  await expect(resourceGroups.delete('rg-going', QUICK)).rejects.toMatchObject({
    statusCode: 404,
    code: 'ResourceGroupNotFound',
  });
});

test('moving resources is refused by name', async () => {
  const parameters = {
    resources: [],
    targetResourceGroup: `/subscriptions/${SUBSCRIPTION}/resourceGroups/x`,
  };
  await expect(azure.resources.resources.moveResources(GROUP, parameters, QUICK)).rejects.toMatchObject({
    statusCode: 501,
    message: expect.stringContaining('moveResources'),
  });
});
