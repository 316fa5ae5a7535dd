import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, GROUP, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, deployTemplate, template } from './template-fixture.ts';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.Resources/deployments`;
const get = (name: string, group = GROUP) => azure.deployments.deployments.get(group, name);
const valuesOf = (outputs: unknown) =>
  Object.fromEntries(Object.entries(Object(outputs)).map(([name, output]) => [name, Object(output).value]));

/** A deployment within a deployment, as a Bicep module compiles to. */
const module = (name: string, inner: object, properties: object = {}, rest: object = {}) => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name,
  properties: {
    expressionEvaluationOptions: { scope: 'inner' },
    mode: 'Incremental',
    template: inner,
    ...properties,
  },
  ...rest,
});

describe('a module', () => {
  const storage = template([accountNode("[parameters('name')]")], {
    parameters: { name: { type: 'string' }, key: { type: 'securestring', defaultValue: 'k' } },
    outputs: {
      id: { type: 'string', value: "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]" },
      group: { type: 'string', value: '[resourceGroup().name]' },
      me: { type: 'string', value: '[deployment().name]' },
      secret: { type: 'securestring', value: "[parameters('key')]" },
    },
  });

  test('is a deployment of its own, with its parameters, its outputs and its operations', async () => {
    const main = template(
      [
        module('storage', storage, {
          parameters: {
            name: { value: "[concat(parameters('prefix'), 'account')]" },
            key: { value: 'hush' },
          },
        }),
      ],
      {
        parameters: { prefix: { type: 'string', defaultValue: 'module' } },
        outputs: {
          account: {
            type: 'string',
            value:
              "[reference(resourceId('Microsoft.Resources/deployments', 'storage'), '2022-09-01').outputs.id.value]",
          },
          short: { type: 'string', value: "[reference('storage').outputs.me.value]" },
          secret: {
            type: 'securestring',
            value: "[listOutputsWithSecureValues('storage', '2022-09-01').secret]",
          },
        },
      },
    );
    const { properties } = await deployTemplate(azure, 'main', main);
    expect(properties?.outputs).toEqual({
      account: { type: 'String', value: expect.stringMatching(/storageAccounts\/moduleaccount$/) },
      short: { type: 'String', value: 'storage' },
      secret: { type: 'SecureString' },
    });
    expect(properties?.outputResources?.map(({ id }) => id)).toEqual([
      expect.stringMatching(/storageAccounts\/moduleaccount$/),
    ]);

    const nested = await get('storage');
    expect(nested.properties).toMatchObject({
      provisioningState: 'Succeeded',
      correlationId: properties?.correlationId,
      parameters: { name: { type: 'String', value: 'moduleaccount' }, key: { type: 'SecureString' } },
    });
    expect(valuesOf(nested.properties?.outputs)).toMatchObject({ group: GROUP, me: 'storage' });
    const targets = async (name: string) =>
      (await all(azure.deployments.deploymentOperations.list(GROUP, name)))
        .map(({ properties: operation }) => operation?.targetResource?.resourceName)
        .filter((name) => name !== undefined);
    expect(await targets('main')).toEqual(['storage']);
    expect(await targets('storage')).toEqual(['moduleaccount']);
  });

  test('that fails is told level by level, and what waits for it does not begin', async () => {
    const main = template([
      module('broken', template([accountNode('fault500nested')])),
      accountNode('afterthebroken', { dependsOn: ['broken'] }),
    ]);
    await expect(deployTemplate(azure, 'fails', main)).rejects.toThrow('DeploymentFailed');
    const { properties } = await get('fails');
    expect(properties?.error).toMatchObject({
      code: 'DeploymentFailed',
      target: `${ID}/fails`,
      details: [
        {
          code: 'ResourceDeploymentFailure',
          target: `${ID}/broken`,
          message:
            "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.",
          details: [
            { code: 'DeploymentFailed', target: `${ID}/broken`, details: [{ code: 'InternalServerError' }] },
          ],
        },
      ],
    });
    expect(properties?.error?.details).toHaveLength(1);
  });

  test('that is wrong in itself is refused at once, with what is wrong and where', async () => {
    const main = template([module('nonsense', template([accountNode('[nope()]')]))]);
    await expect(deployTemplate(azure, 'wrong', main)).rejects.toMatchObject({
      statusCode: 400,
      code: 'InvalidTemplate',
      message: expect.stringContaining("The template function 'nope' is not valid"),
    });
    const misnamed = template([module('misnamed', template([accountNode('Not-A-Name')]))]);
    await expect(deployTemplate(azure, 'wrong', misnamed)).rejects.toMatchObject({
      code: 'InvalidTemplateDeployment',
    });
    expect(await azure.deployments.deployments.checkExistence(GROUP, 'wrong')).toMatchObject({ body: false });
  });

  test('of another group goes there, and may be one of a loop', async () => {
    await azure.resources.resourceGroups.createOrUpdate('other', { location: 'westeurope' });
    const main = template([
      module(
        "[format('part{0}', copyIndex())]",
        storage,
        {
          parameters: { name: { value: "[format('otheraccount{0}', copyIndex())]" } },
        },
        { copy: { name: 'parts', count: 2 }, resourceGroup: 'other' },
      ),
    ]);
    await deployTemplate(azure, 'elsewhere', main);
    expect(valuesOf((await get('part1', 'other')).properties?.outputs)).toMatchObject({ group: 'other' });
    expect(await azure.storage.storageAccounts.getProperties('other', 'otheraccount0')).toMatchObject({
      location: 'westeurope',
    });
  });

  test.each([
    [{ mode: 'Complete' }, 'InvalidNestedDeploymentMode'],
    [
      { template: undefined, templateLink: { uri: 'https://x.example/t.json' } },
      'NotImplementedByLocalAzure',
    ],
  ])('cannot be one with %j', async (properties, code) => {
    const main = template([module('refused', template([]), properties)]);
    await expect(deployTemplate(azure, 'refusing', main)).rejects.toMatchObject({ code });
  });
});

test('in complete mode, what a module deployed stays', async () => {
  await azure.resources.resourceGroups.createOrUpdate('whole', { location: 'eastus' });
  const deploy = (name: string, body: object, mode: 'Incremental' | 'Complete') =>
    azure.deployments.deployments.createOrUpdate(
      'whole',
      name,
      { properties: { mode, template: { ...body } } },
      { updateIntervalInMs: 20 },
    );
  await deploy('before', template([accountNode('goingaccount')]), 'Incremental');
  await deploy('all', template([module('kept', template([accountNode('keptaccount')]))]), 'Complete');
  const left = await all(azure.resources.resources.listByResourceGroup('whole'));
  expect(left.map(({ name }) => name)).toEqual(['keptaccount']);
});

test('a template evaluated outside sees the variables and the group of the deployment around it', async () => {
  const inner = template([], {
    outputs: {
      value: { type: 'string', value: "[variables('v')]" },
      literal: { type: 'string', value: '[[not an expression]' },
      group: { type: 'string', value: '[resourceGroup().name]' },
    },
  });
  const main = template(
    [{ ...module('outer', inner, { expressionEvaluationOptions: { scope: 'outer' } }) }],
    { variables: { v: 'from outside' } },
  );
  await deployTemplate(azure, 'around', main);
  expect(valuesOf((await get('outer')).properties?.outputs)).toEqual({
    value: 'from outside',
    literal: '[not an expression]',
    group: GROUP,
  });
});
