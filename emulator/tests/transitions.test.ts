import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from './container-app-fixture.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { rawArm } from './raw-arm.ts';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const LONG_MS = 60_000;
const ACCOUNT = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
const WORKSPACE = { location: 'eastus', properties: {} };
const RESOURCES = `/subscriptions/5a3b1e00-0000-4000-8000-000000000002/resourceGroups/${GROUP}/providers`;

const template = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources: [
    { type: 'Microsoft.Storage/storageAccounts', apiVersion: '2023-01-01', name: 'slowaccount', ...ACCOUNT },
    {
      type: 'Microsoft.OperationalInsights/workspaces',
      apiVersion: '2022-10-01',
      name: 'slow-workspace',
      ...WORKSPACE,
      dependsOn: ["[resourceId('Microsoft.Storage/storageAccounts', 'slowaccount')]"],
    },
  ],
  outputs: {
    ENDPOINT: {
      type: 'string',
      value:
        "[reference(resourceId('Microsoft.Storage/storageAccounts', 'slowaccount'), '2023-01-01').primaryEndpoints.file]",
    },
  },
};

let clock: ManualClock;
let azure: TestEmulator;
beforeEach(async () => {
  clock = createManualClock();
  azure = await startEmulator({ clock, pace: 1 });
});
afterEach(() => azure.close());

const begin = async () => {
  const poller = azure.deployments.deployments.createOrUpdate(
    GROUP,
    'slow',
    { properties: { mode: 'Incremental', template, parameters: {} } },
    QUICK,
  );
  await poller.submitted();
  // In an object: an async function would wait for the poller, which is a promise itself.
  return { poller };
};
const stateOf = async () => {
  const { properties } = await azure.deployments.deployments.get(GROUP, 'slow');
  return properties?.provisioningState;
};
const stateOfOperations = async () => {
  const states: Record<string, string | undefined> = {};
  for await (const { properties } of azure.deployments.deploymentOperations.list(GROUP, 'slow')) {
    states[properties?.targetResource?.resourceName ?? 'outputs'] = properties?.provisioningState;
  }
  return states;
};

test('whoever asks how far an operation is, is told how long to wait before asking again', async () => {
  const path = `${RESOURCES}/Microsoft.OperationalInsights/workspaces/awaited`;
  const created = await rawArm(azure, 'PUT', path, WORKSPACE, '2022-10-01');
  const status = new URL(created.headers.get('azure-asyncoperation') ?? '');
  const waitOf = async () => (await fetch(status)).headers.get('retry-after');
  expect(await waitOf()).toBe('1');
  clock.advance(LONG_MS);
  await eventually(async () => expect(await waitOf()).toBeNull());
});

test('a deployment runs in the order of its dependencies, and its operations show how far it is', async () => {
  const { poller } = await begin();
  await eventually(async () => expect(await stateOfOperations()).toEqual({ slowaccount: 'Running' }));
  expect(await stateOf()).toBe('Running');
  await expect(azure.deployments.deployments.get(GROUP, 'slow')).resolves.toMatchObject({
    properties: {
      dependencies: [
        {
          id: `${RESOURCES}/Microsoft.OperationalInsights/workspaces/slow-workspace`,
          resourceType: 'Microsoft.OperationalInsights/workspaces',
          resourceName: 'slow-workspace',
          dependsOn: [
            {
              id: `${RESOURCES}/Microsoft.Storage/storageAccounts/slowaccount`,
              resourceType: 'Microsoft.Storage/storageAccounts',
              resourceName: 'slowaccount',
            },
          ],
        },
      ],
    },
  });
  clock.advance(LONG_MS);
  await eventually(async () => {
    expect(await stateOfOperations()).toEqual({ slowaccount: 'Succeeded', 'slow-workspace': 'Running' });
  });
  clock.advance(LONG_MS);
  const { properties } = await poller;
  expect(properties).toMatchObject({
    provisioningState: 'Succeeded',
    outputs: { ENDPOINT: { value: `${azure.url()}/slowaccount/` } },
  });
});

test('a running deployment refuses a second one of its name, and a resource in transition refuses other writes', async () => {
  await begin();
  await eventually(async () => expect(await stateOfOperations()).toEqual({ slowaccount: 'Running' }));
  const [listed] = await all(azure.deployments.deployments.listByResourceGroup(GROUP));
  const since = listed?.properties?.timestamp?.toLocaleString('en-US', { timeZone: 'UTC' });
  await expect(begin()).rejects.toMatchObject({
    statusCode: 409,
    code: 'DeploymentActive',
    message: expect.stringContaining(
      `Unable to edit or replace deployment 'slow': previous deployment from '${since?.replace(',', '').replace(/\s/g, ' ')}' is still active`,
    ),
  });
  await expect(
    azure.storage.storageAccounts.create(GROUP, 'slowaccount', ACCOUNT, QUICK),
  ).rejects.toMatchObject({ statusCode: 409, code: 'StorageAccountOperationInProgress' });
});

test('a cancelled deployment begins nothing new, and cannot be cancelled twice', async () => {
  const { poller } = await begin();
  await eventually(async () => expect(await stateOfOperations()).toEqual({ slowaccount: 'Running' }));
  await azure.deployments.deployments.cancel(GROUP, 'slow');
  await expect(poller).rejects.toThrow('canceled');
  expect(await stateOf()).toBe('Canceled');
  clock.advance(LONG_MS);
  await eventually(async () => {
    const account = await azure.storage.storageAccounts.getProperties(GROUP, 'slowaccount');
    expect(account.provisioningState).toBe('Succeeded');
  });
  expect(await stateOfOperations()).not.toHaveProperty('slow-workspace');
  await expect(azure.deployments.deployments.cancel(GROUP, 'slow')).rejects.toMatchObject({
    statusCode: 409,
    code: 'DeploymentCannotBeCancelled',
  });
});

test('a deployment that was under way when the program ended goes on at its next start', async () => {
  const { poller } = await begin();
  await eventually(async () => expect(await stateOfOperations()).toEqual({ slowaccount: 'Running' }));
  await azure.restart();
  expect(await stateOf()).toBe('Running');
  await eventually(async () => {
    clock.advance(LONG_MS);
    expect(await stateOf()).toBe('Succeeded');
  });
  expect(await stateOfOperations()).toEqual({
    slowaccount: 'Succeeded',
    'slow-workspace': 'Succeeded',
    outputs: 'Succeeded',
  });
  await poller;
});

test('a group that is deleted under a running deployment takes it along', async () => {
  await begin();
  await eventually(async () => expect(await stateOfOperations()).toEqual({ slowaccount: 'Running' }));
  const deletion = azure.resources.resourceGroups.delete(GROUP, QUICK);
  await deletion.submitted();
  clock.advance(LONG_MS);
  await deletion;
  await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: 'eastus' });
  const { checkExistence } = azure.deployments.deployments;
  expect(await checkExistence(GROUP, 'slow')).toMatchObject({ body: false });
  await expect(azure.storage.storageAccounts.getProperties(GROUP, 'slowaccount')).rejects.toMatchObject({
    statusCode: 404,
  });
});

test('a name that asks for slowness makes a transition twenty times as long', async () => {
  const create = azure.resources.resources.createOrUpdateById(
    `${RESOURCES}/Microsoft.OperationalInsights/workspaces/fault-slow-workspace`,
    '2022-10-01',
    WORKSPACE,
    QUICK,
  );
  await create.submitted();
  clock.advance(59_000);
  expect(create.isDone).toBe(false);
  clock.advance(2000);
  await create;
});

test('a provider takes a moment to be registered, in which resources can be made already', async () => {
  const { providers } = azure.resources;
  const stateOfProvider = async () => (await providers.get('Microsoft.App')).registrationState;
  await providers.unregister('Microsoft.App');
  expect(await providers.register('Microsoft.App')).toMatchObject({ registrationState: 'Registering' });
  await azure.restart();
  expect(await stateOfProvider()).toBe('Registering');
  const environment = { location: 'eastus', properties: {} };
  const path = `${RESOURCES}/Microsoft.App/managedEnvironments/env`;
  expect((await rawArm(azure, 'PUT', path, environment)).status).toBe(201);
  clock.advance(LONG_MS);
  expect(await stateOfProvider()).toBe('Registered');
});

test('a template registers the providers that it names', async () => {
  const { providers } = azure.resources;
  await providers.unregister('Microsoft.OperationalInsights');
  await begin();
  const stateOfProvider = async () =>
    (await providers.get('Microsoft.OperationalInsights')).registrationState;
  await eventually(async () => expect(await stateOfOperations()).toEqual({ slowaccount: 'Running' }));
  clock.advance(LONG_MS);
  await eventually(async () => expect(await stateOfProvider()).toBe('Registering'));
});
