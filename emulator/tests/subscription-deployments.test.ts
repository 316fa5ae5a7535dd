import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, template } from './template-fixture.ts';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const SCHEMA = 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#';
const subscriptionTemplate = (resources: object[], rest: object = {}) =>
  template(resources, { $schema: SCHEMA, ...rest });
const groupNode = (name: string) => ({
  type: 'Microsoft.Resources/resourceGroups',
  apiVersion: '2022-09-01',
  name,
  location: '[deployment().location]',
  tags: { made: 'here' },
});
const deploy = (name: string, body: object, location = 'eastus') =>
  azure.deployments.deployments.createOrUpdateAtSubscriptionScope(
    name,
    { location, properties: { mode: 'Incremental', template: { ...body } } },
    QUICK,
  );

test('a deployment to the subscription makes groups, and deploys into them', async () => {
  const main = subscriptionTemplate(
    [
      groupNode('made'),
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name: 'inside',
        resourceGroup: 'made',
        dependsOn: ["[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'made')]"],
        properties: {
          mode: 'Incremental',
          expressionEvaluationOptions: { scope: 'inner' },
          template: template([accountNode('insideaccount')], {
            outputs: { where: { type: 'string', value: '[resourceGroup().location]' } },
          }),
        },
      },
    ],
    {
      outputs: {
        where: {
          type: 'string',
          value:
            "[reference(extensionResourceId(subscriptionResourceId('Microsoft.Resources/resourceGroups', 'made'), 'Microsoft.Resources/deployments', 'inside'), '2022-09-01').outputs.where.value]",
        },
        group: {
          type: 'string',
          value: "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'made')]",
        },
      },
    },
  );
  const done = await deploy('main', main);
  expect(done).toMatchObject({
    id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Resources/deployments/main`,
    location: 'eastus',
    properties: {
      provisioningState: 'Succeeded',
      outputs: {
        where: { value: 'eastus' },
        group: { value: `/subscriptions/${SUBSCRIPTION}/resourceGroups/made` },
      },
    },
  });
  expect(await azure.resources.resourceGroups.get('made')).toMatchObject({ tags: { made: 'here' } });
  expect(await azure.storage.storageAccounts.getProperties('made', 'insideaccount')).toMatchObject({
    location: 'eastus',
  });
  const listed = await all(azure.deployments.deployments.listAtSubscriptionScope());
  expect(listed.map(({ name }) => name)).toEqual(['main']);
  const operations = await all(azure.deployments.deploymentOperations.listAtSubscriptionScope('main'));
  expect(operations.map(({ properties }) => properties?.targetResource?.resourceName)).toEqual([
    'made',
    'inside',
    undefined,
  ]);
  await azure.deployments.deployments.deleteAtSubscriptionScope('main', QUICK);
  expect(await azure.deployments.deployments.checkExistenceAtSubscriptionScope('main')).toMatchObject({
    body: false,
  });
});

test.each([
  [
    subscriptionTemplate([accountNode('nowhere')]),
    'eastus',
    "'resourceGroup' is not expected at this location",
  ],
  [
    subscriptionTemplate([accountNode('nowhere', { location: 'eastus' })]),
    'eastus',
    'is not valid according to the validation procedure',
  ],
  [
    subscriptionTemplate([], { outputs: {} }),
    undefined,
    "The 'location' property must be specified for 'refused'.",
  ],
])('what has no place in a subscription is refused (%#)', async (body, location, message) => {
  const url = `${azure.url()}/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Resources/deployments/refused?api-version=2025-04-01`;
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ location, properties: { mode: 'Incremental', template: body } }),
  });
  expect(response.status).toBe(400);
  expect((await response.json()).error.message).toContain(message);
});

test('a deployment stays where it is', async () => {
  await deploy('placed', subscriptionTemplate([]));
  await expect(deploy('placed', subscriptionTemplate([]), 'westeurope')).rejects.toMatchObject({
    statusCode: 409,
    code: 'InvalidDeploymentLocation',
  });
});
