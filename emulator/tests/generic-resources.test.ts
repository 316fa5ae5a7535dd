import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_PROVIDER, rawArm } from './raw-arm.ts';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const NAMESPACE = 'Microsoft.OperationalInsights';
const VERSION = '2022-10-01';
const idOf = (name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/${NAMESPACE}/workspaces/${name}`;

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  const { resources } = azure.resources;
  for (const [name, location, tags] of [
    ['ws-one', 'eastus', { env: 'prod' }],
    ['ws-two', 'westeurope', { env: 'test' }],
  ] as const) {
    await resources.createOrUpdateById(idOf(name), VERSION, { location, tags, properties: {} }, QUICK);
  }
  await azure.storage.storageAccounts.create(
    GROUP,
    'wsaccount',
    { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus', tags: { env: 'prod' } },
    QUICK,
  );
});
afterAll(() => azure.close());

test.each([
  ["resourceType eq 'microsoft.operationalinsights/workspaces'", ['ws-one', 'ws-two']],
  ["name eq 'ws-one'", ['ws-one']],
  ["location eq 'westeurope'", ['ws-two']],
  ["substringof('one', name) or substringof('account', name)", ['ws-one', 'wsaccount']],
  [
    "resourceGroup eq 'RG-TEST' and resourceType ne 'Microsoft.Storage/storageAccounts'",
    ['ws-one', 'ws-two'],
  ],
  ["tagName eq 'env' and tagValue eq 'prod'", ['ws-one', 'wsaccount']],
])('resources are listed by %s', async (filter, names) => {
  const { resources } = azure.resources;
  const inGroup = await all(resources.listByResourceGroup(GROUP, { filter }));
  expect(inGroup.map(({ name }) => name).sort()).toEqual(names);
  const everywhere = await all(resources.list({ filter, top: 1 }));
  expect(everywhere.map(({ name }) => name).sort()).toEqual(names);
});

test('a list leaves out the tags that it was asked for, and adds what it is to expand', async () => {
  const { resources } = azure.resources;
  const filter = "tagName eq 'env' and tagValue eq 'prod'";
  for (const found of await all(resources.list({ filter }))) expect(found.tags).toBeUndefined();
  const [found] = await all(
    resources.list({ filter: "name eq 'ws-one'", expand: 'createdTime,changedTime,provisioningState' }),
  );
  expect(found).toMatchObject({
    tags: { env: 'prod' },
    createdTime: expect.any(Date),
    changedTime: expect.any(Date),
    provisioningState: 'Succeeded',
  });
});

test('a resource is read, patched, found and deleted by its parts and by its id, doubled slashes and all', async () => {
  const { resources } = azure.resources;
  const parts = [GROUP, NAMESPACE, '', 'workspaces', 'ws-parts', VERSION] as const;
  await resources.createOrUpdate(...parts, { location: 'eastus', tags: { a: 'b' }, properties: {} }, QUICK);
  await resources.update(...parts, { tags: { c: 'd' } }, QUICK);
  expect(await resources.get(...parts)).toMatchObject({ name: 'ws-parts', tags: { c: 'd' } });
  expect(await resources.getById(idOf('WS-Parts'), VERSION)).toMatchObject({ id: idOf('ws-parts') });
  await resources.updateById(idOf('ws-parts'), VERSION, { properties: { retentionInDays: 60 } }, QUICK);
  expect((await resources.getById(idOf('ws-parts'), VERSION)).properties).toMatchObject({
    retentionInDays: 60,
  });
  expect(await resources.checkExistenceById(idOf('ws-parts'), VERSION)).toMatchObject({ body: true });
  await resources.deleteById(idOf('ws-parts'), VERSION, QUICK);
  expect(await resources.checkExistence(...parts)).toMatchObject({ body: false });
  await resources.delete(...parts, QUICK);
});

test.each([
  ['another name', { name: 'other' }, 'MismatchingResourceName'],
  ['another type', { type: 'Microsoft.App/jobs' }, 'MismatchingResourceType'],
  ['another id', { id: '/subscriptions/x' }, 'MismatchingResourceId'],
])('a body that claims %s is refused', async (_name, claim, code) => {
  const answer = await fetch(`${azure.url()}${idOf('ws-claim')}?api-version=${VERSION}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ location: 'eastus', properties: {}, ...claim }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code } });
});

test('a resource keeps its place', async () => {
  await expect(
    azure.resources.resources.createOrUpdateById(idOf('ws-one'), VERSION, { location: 'uksouth' }, QUICK),
  ).rejects.toMatchObject({ statusCode: 409, code: 'InvalidResourceLocation' });
  await expect(
    azure.resources.resources.createOrUpdateById(idOf('ws-new'), VERSION, { location: 'atlantis' }, QUICK),
  ).rejects.toMatchObject({ statusCode: 400, code: 'LocationNotAvailableForResourceType' });
  await expect(
    azure.resources.resources.createOrUpdateById(idOf('ws-new'), VERSION, {}, QUICK),
  ).rejects.toMatchObject({ statusCode: 400, code: 'LocationRequired' });
});

test('a provider that is unregistered takes no resource until it is registered again', async () => {
  const { providers, resources, providerResourceTypes } = azure.resources;
  await expect(providers.unregister('Microsoft.Storage')).rejects.toMatchObject({ statusCode: 409 });
  expect(await providers.unregister('Microsoft.App')).toMatchObject({ registrationState: 'Unregistered' });
  await expect(
    azure.apps.managedEnvironments.createOrUpdate(GROUP, 'env', { location: 'eastus' }, QUICK),
  ).rejects.toMatchObject({ statusCode: 409, code: 'MissingSubscriptionRegistration' });
  expect(await providers.register('Microsoft.App')).toMatchObject({ registrationState: 'Registered' });
  const { value } = await providerResourceTypes.list('Microsoft.App');
  expect(value?.map(({ resourceType }) => resourceType)).toContain('managedEnvironments');
  expect((await providers.getAtTenantScope('Microsoft.Storage')).registrationState).toBeUndefined();
  expect((await all(providers.list())).map(({ namespace }) => namespace)).toContain(NAMESPACE);
  expect(await all(resources.list({ filter: "name eq 'env'" }))).toEqual([]);
});

test('permissions are all there are, or to read where they are denied', async () => {
  const ask = async (scope: string) => {
    const path = `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
    return (await fetch(`${azure.url()}${path}`)).json();
  };
  const everything = { value: [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }] };
  expect(await ask(`/subscriptions/${SUBSCRIPTION}`)).toEqual(everything);
  expect(await ask(`/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}`)).toEqual(everything);
  expect(await ask(idOf('ws-one'))).toEqual(everything);
  await fetch(`${azure.url()}/_local-azure/faults`, {
    method: 'POST',
    body: JSON.stringify({ fault: 'denied', match: 'ws-one' }),
  });
  expect(await ask(idOf('ws-one'))).toMatchObject({ value: [{ actions: ['*/read'] }] });
});

test('an environment with both kinds of identity says so without a blank, and in a list of ARM with one', async () => {
  const path = `${APP_PROVIDER}/managedEnvironments/both`;
  const user = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`;
  const identity = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [user]: {} } };
  const { status } = await rawArm(azure, 'PUT', path, { location: 'eastus', identity });
  expect(status).toBe(201);
  const { body } = await rawArm(azure, 'GET', path);
  expect(body).toMatchObject({ identity: { type: 'SystemAssigned,UserAssigned' } });
  const listed = await all(azure.resources.resources.list({ filter: "name eq 'both'" }));
  expect(listed[0]?.identity?.type).toBe('SystemAssigned, UserAssigned');
});

test('policies restrict a new account where keys are forbidden, and nothing else', async () => {
  const ask = async (name: string, type = 'Microsoft.Storage/storageAccounts') => {
    const path = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=2022-03-01`;
    const body = {
      resourceDetails: { resourceContent: { type, name, location: 'eastus' }, apiVersion: '2023-01-01' },
      pendingFields: [{ field: 'Microsoft.Storage/storageAccounts/allowSharedKeyAccess' }],
    };
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${azure.url()}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()).fieldRestrictions;
  };
  expect(await ask('newaccount')).toEqual([]);
  expect(await ask('faultkeysforbidden')).toMatchObject([
    { restrictions: [{ result: 'Required', values: ['false'], policyEffect: 'Modify' }] },
  ]);
  expect(await ask('fault-keys-forbidden', 'Microsoft.App/containerApps')).toEqual([]);
});
