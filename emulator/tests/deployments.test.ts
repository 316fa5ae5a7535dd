import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const inference = async (file: string) =>
  JSON.parse(await readFile(new URL(`../../infra/provision/${file}`, import.meta.url), 'utf8'));

const account = (name: string, dependsOn: string[] = []) => ({
  type: 'Microsoft.Storage/storageAccounts',
  apiVersion: '2023-01-01',
  name,
  location: '[resourceGroup().location]',
  sku: { name: 'Standard_LRS' },
  kind: 'StorageV2',
  properties: {},
  dependsOn: dependsOn.map((other) => `[resourceId('Microsoft.Storage/storageAccounts', '${other}')]`),
});
const template = (resources: object[], rest: object = {}) => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources,
  ...rest,
});

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const deploy = (name: string, body: object, parameters: Record<string, { value: unknown }> = {}) =>
  azure.deployments.deployments.createOrUpdate(
    GROUP,
    name,
    { properties: { mode: 'Incremental', template: body, parameters } },
    QUICK,
  );
const operationsOf = (name: string) => all(azure.deployments.deploymentOperations.list(GROUP, name));

test('the inference template deploys with its parameters file, and answers its outputs', async () => {
  const { parameters } = await inference('inference.parameters.json');
  const given = Object.fromEntries(
    Object.entries<{ value: unknown }>(parameters).filter(([, { value }]) => value !== null),
  );
  given.defaultCommands = { value: ['exec python3 -m http.server "$GRADIO_SERVER_PORT"'] };
  const body = await inference('inference.json');
  body.resources.at(-1).properties.template.containers[0].image = 'docker.io/library/python:3.11';
  const { properties } = await deploy('inference', body, given);
  expect(properties?.provisioningState).toBe('Succeeded');
  expect(properties?.outputs).toMatchObject({
    SUBSCRIPTION_ID: { type: 'String', value: SUBSCRIPTION },
    RESOURCE_GROUP_NAME: { value: GROUP },
    ACA_APP_ENDPOINT: {
      value: expect.stringMatching(
        /^aiacaapp\w{5}\.\w+-[0-9a-f]{8}\.eastus\.azurecontainerapps\.localhost:\d+$/,
      ),
    },
  });

  expect(properties).toMatchObject({
    mode: 'Incremental',
    duration: expect.stringMatching(/^PT[\d.]+S$/),
    correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    templateHash: expect.stringMatching(/^\d+$/),
  });
  expect(properties?.outputResources).toHaveLength(7);
  const named = (properties?.dependencies ?? []).flatMap(({ resourceName, dependsOn = [] }) => [
    resourceName,
    ...dependsOn.map((other) => other.resourceName),
  ]);
  expect(new Set(named).size).toBe(7);
  const placed = (properties?.providers ?? []).flatMap(({ namespace, resourceTypes = [] }) =>
    resourceTypes.map(({ resourceType, locations }) => [`${namespace}/${resourceType}`, locations]),
  );
  expect(Object.fromEntries(placed)).toEqual({
    'Microsoft.Storage/storageAccounts': ['eastus'],
    'Microsoft.Storage/storageAccounts/fileServices': [null],
    'Microsoft.Storage/storageAccounts/fileServices/shares': [null],
    'Microsoft.OperationalInsights/workspaces': ['eastus'],
    'Microsoft.App/managedEnvironments': ['eastus'],
    'Microsoft.App/managedEnvironments/storages': [null],
    'Microsoft.App/containerApps': ['eastus'],
  });

  const operations = await operationsOf('inference');
  expect(
    operations
      .map(({ properties }) => properties?.targetResource?.resourceType ?? properties?.provisioningOperation)
      .sort(),
  ).toEqual([
    'EvaluateDeploymentOutput',
    'Microsoft.App/containerApps',
    'Microsoft.App/managedEnvironments',
    'Microsoft.App/managedEnvironments/storages',
    'Microsoft.OperationalInsights/workspaces',
    'Microsoft.Storage/storageAccounts',
    'Microsoft.Storage/storageAccounts/fileServices',
    'Microsoft.Storage/storageAccounts/fileServices/shares',
  ]);
  for (const { properties } of operations)
    expect(properties).toMatchObject({ provisioningState: 'Succeeded' });

  const again = await deploy('inference', body, given);
  expect(again.properties?.outputs).toEqual(properties?.outputs);
});

test('a failure leaves its dependents alone, lets the others go on, and says what happened', async () => {
  const body = template([
    account('goodaccount'),
    account('fault500account'),
    account('dependentaccount', ['fault500account']),
  ]);
  await expect(deploy('failing', body)).rejects.toThrow('DeploymentFailed');
  const { properties } = await azure.deployments.deployments.get(GROUP, 'failing');
  expect(properties?.provisioningState).toBe('Failed');
  expect(properties?.error).toMatchObject({
    code: 'DeploymentFailed',
    target: expect.stringMatching(/\/deployments\/failing$/),
    details: [{ code: 'InternalServerError' }],
  });
  const byName = Object.fromEntries(
    (await operationsOf('failing')).map(({ properties }) => [
      properties?.targetResource?.resourceName,
      properties,
    ]),
  );
  expect(byName.goodaccount).toMatchObject({ provisioningState: 'Succeeded', statusCode: 'Created' });
  expect(byName.fault500account).toMatchObject({
    provisioningState: 'Failed',
    statusCode: 'InternalServerError',
    statusMessage: { error: { code: 'InternalServerError' } },
  });
  expect(byName.dependentaccount).toBeUndefined();
});

test('a null parameter is refused as ARM refuses it', async () => {
  const body = template([], { parameters: { location: { type: 'string' } } });
  await expect(deploy('nulls', body, { location: { value: null } })).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringContaining("The value of deployment parameter 'location' is null"),
  });
});

test('a template with an unknown type or version is refused before anything is made', async () => {
  const body = template([
    account('neveraccount'),
    { type: 'Microsoft.Compute/virtualMachines', apiVersion: '2024-01-01', name: 'vm', properties: {} },
  ]);
  await expect(deploy('unknown', body)).rejects.toMatchObject({ statusCode: 400 });
  expect(await azure.deployments.deployments.checkExistence(GROUP, 'unknown')).toMatchObject({ body: false });
});

test('validate tells a good template from a bad one, and makes nothing', async () => {
  const check = (body: object) =>
    azure.deployments.deployments.validate(
      GROUP,
      'checked',
      { properties: { mode: 'Incremental', template: body, parameters: {} } },
      QUICK,
    );
  await expect(check(template([account('validated')]))).resolves.toMatchObject({
    properties: { provisioningState: 'Succeeded' },
  });
  await expect(check(template([{ ...account('validated'), name: "[nope('x')]" }]))).rejects.toThrow();
  expect(await azure.deployments.deployments.checkExistence(GROUP, 'checked')).toMatchObject({ body: false });
});

test('deployments are listed newest first, by state, and page by page', async () => {
  await deploy('listed-one', template([]));
  await deploy('listed-two', template([]));
  const filter = "provisioningState eq 'Succeeded'";
  const found = await all(azure.deployments.deployments.listByResourceGroup(GROUP, { filter, top: 1 }));
  const names = found.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['listed-one', 'listed-two']));
  expect(names).not.toContain('failing');
});

test('a deleted deployment is gone, its resources stay', async () => {
  await deploy('short', template([account('stayingaccount')]));
  await azure.deployments.deployments.delete(GROUP, 'short', QUICK);
  expect(await azure.deployments.deployments.checkExistence(GROUP, 'short')).toMatchObject({ body: false });
  expect(await azure.storage.storageAccounts.getProperties(GROUP, 'stayingaccount')).toMatchObject({
    name: 'stayingaccount',
  });
});
