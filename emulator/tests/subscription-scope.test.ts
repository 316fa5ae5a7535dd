import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

test('there is one tenant and one subscription, with several locations', async () => {
  const [tenant] = await all(azure.subscriptions.tenants.list());
  expect(tenant).toMatchObject({ displayName: 'Sample tenant' });
  const [subscription] = await all(azure.subscriptions.subscriptions.list());
  expect(subscription).toMatchObject({
    subscriptionId: SUBSCRIPTION,
    tenantId: tenant?.tenantId,
    state: 'Enabled',
  });
  const locations = await all(azure.subscriptions.subscriptions.listLocations(SUBSCRIPTION));
  expect(locations.map(({ name }) => name)).toContain('eastus');
  expect(locations.length).toBeGreaterThan(3);
});

test('a subscription that is not there is refused by name', async () => {
  await expect(
    azure.subscriptions.subscriptions.get('00000000-0000-0000-0000-000000000000'),
  ).rejects.toMatchObject({
    statusCode: 404,
    code: 'SubscriptionNotFound',
  });
});

test('providers are registered and name their types', async () => {
  const provider = await azure.resources.providers.get('microsoft.app');
  expect(provider).toMatchObject({ namespace: 'Microsoft.App', registrationState: 'Registered' });
  expect(provider.resourceTypes?.map(({ resourceType }) => resourceType)).toContain('containerApps');
  expect((await azure.resources.providers.register('Microsoft.App')).registrationState).toBe('Registered');
});

test('a resource group is created, found in any spelling, tagged and deleted with its content', async () => {
  const { resourceGroups } = azure.resources;
  await resourceGroups.createOrUpdate('rg-Passing', { location: 'West Europe', tags: { team: 'a' } });
  expect(await resourceGroups.get('RG-PASSING')).toMatchObject({
    name: 'rg-Passing',
    location: 'westeurope',
  });
  await resourceGroups.update('rg-passing', { tags: { team: 'b' } });
  const tagged = await all(resourceGroups.list({ filter: "tagName eq 'team' and tagValue eq 'b'" }));
  expect(tagged.map(({ name }) => name)).toEqual(['rg-Passing']);
  await azure.storage.storageAccounts.create(
    'rg-passing',
    'passingaccount',
    { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'westeurope' },
    QUICK,
  );

  await resourceGroups.delete('rg-passing', QUICK);
  expect(await resourceGroups.checkExistence('rg-passing')).toMatchObject({ body: false });
  expect(
    await azure.storage.storageAccounts.checkNameAvailability({
      name: 'passingaccount',
      type: 'Microsoft.Storage/storageAccounts',
    }),
  ).toMatchObject({
    nameAvailable: true,
  });
});

test('a resource group cannot move to another location', async () => {
  await expect(
    azure.resources.resourceGroups.createOrUpdate(GROUP, { location: 'westeurope' }),
  ).rejects.toMatchObject({ statusCode: 409, code: 'InvalidResourceGroupLocation' });
});

test('an unknown operation and an unknown api-version are refused by name', async () => {
  const ask = async (path: string, method = 'GET') => {
    const response = await fetch(`${azure.url()}${path}`, { method });
    return { status: response.status, body: await response.json() };
  };
  expect(await ask(`/subscriptions/${SUBSCRIPTION}/policies?api-version=2022-12-01`)).toMatchObject({
    status: 501,
    body: { error: { code: 'NotImplementedByLocalAzure', message: expect.stringContaining('policies') } },
  });
  expect(await ask('/subscriptions?api-version=1999-01-01')).toMatchObject({
    status: 400,
    body: { error: { code: 'InvalidApiVersionParameter', message: expect.stringContaining('1999-01-01') } },
  });
  expect(await ask('/subscriptions')).toMatchObject({
    status: 400,
    body: { error: { code: 'MissingApiVersionParameter' } },
  });
});

test('web pages and foreign host names are turned away', async () => {
  const response = await fetch(`${azure.url()}/subscriptions?api-version=2022-12-01`, {
    headers: { origin: 'https://example.com' },
  });
  expect(response.status).toBe(403);
});
