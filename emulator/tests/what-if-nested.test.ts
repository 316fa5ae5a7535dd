import { afterAll, beforeAll, expect, test } from 'vitest';
import { QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, deployTemplate, template } from './template-fixture.ts';
import { askWhatIf, changedPaths, changeTypes } from './what-if-fixture.ts';

const SCHEMAS = 'https://schema.management.azure.com/schemas';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  await azure.resources.resourceGroups.createOrUpdate('rg-second', { location: 'westus2' });
});
afterAll(() => azure.close());

const nested = (name: string, body: object, properties: object = {}, rest: object = {}) => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2025-04-01',
  name,
  ...rest,
  properties: {
    mode: 'Incremental',
    expressionEvaluationOptions: { scope: 'inner' },
    template: body,
    ...properties,
  },
});
const named = template([accountNode("[parameters('name')]")], {
  parameters: { name: { type: 'string' } },
  outputs: { place: { type: 'string', value: '[resourceGroup().location]' } },
});
const module = (name: string, rest: object = {}) =>
  nested(`make-${name}`, named, { parameters: { name: { value: name } } }, rest);

test('the resources of a deployment within the deployment are told as its own, in the groups where they go', async () => {
  const body = template([
    accountNode('outermost'),
    module('innermost'),
    module('elsewhere', { resourceGroup: 'rg-second' }),
  ]);
  const before = await askWhatIf(azure, body);
  expect(changeTypes(before.changes)).toEqual({
    'storageAccounts/outermost': 'Create',
    'storageAccounts/innermost': 'Create',
    'storageAccounts/elsewhere': 'Create',
  });
  expect(before.changes.find(({ resourceId }) => resourceId?.endsWith('elsewhere'))).toMatchObject({
    resourceId: expect.stringContaining('/resourceGroups/rg-second/'),
    after: { location: 'westus2' },
  });
  await deployTemplate(azure, 'nested', body);
  const after = await askWhatIf(azure, body);
  expect(new Set(Object.values(changeTypes(after.changes)))).toEqual(new Set(['NoChange']));
});

test('complete mode spares what a deployment within the deployment makes', async () => {
  const body = template([module('innermost')]);
  const complete = { mode: 'Complete' as const };
  const { changes } = await askWhatIf(azure, body, complete);
  expect(changeTypes(changes)).toEqual({
    'storageAccounts/innermost': 'NoChange',
    'storageAccounts/outermost': 'Delete',
  });
  await deployTemplate(azure, 'complete', body, complete);
  const again = await askWhatIf(azure, body, complete);
  expect(changeTypes(again.changes)).toEqual({ 'storageAccounts/innermost': 'NoChange' });
});

test('the output of a deployment within the deployment is known once it has run, till then it is shown as asked for', async () => {
  const output = "reference('make-teller').outputs.place.value";
  const body = template([module('teller'), accountNode('listener', { tags: { place: `[${output}]` } })]);
  const before = await askWhatIf(azure, body);
  expect(before.changes).toContainEqual(
    expect.objectContaining({ after: expect.objectContaining({ tags: { place: `[${output}]` } }) }),
  );
  await deployTemplate(azure, 'told', body);
  const after = await askWhatIf(azure, body);
  expect(changeTypes(after.changes)).toMatchObject({ 'storageAccounts/listener': 'NoChange' });
});

test('a name that only a run can tell is unsupported, and says why', async () => {
  const parameters = { name: { value: "[concat('late', reference('make-unknown').outputs.place.value)]" } };
  const body = template([module('unknown'), nested('late', named, { parameters })]);
  const { changes } = await askWhatIf(azure, body);
  expect(changes.find(({ changeType }) => changeType === 'Unsupported')).toMatchObject({
    unsupportedReason: expect.stringContaining('cannot be calculated until the deployment is under way'),
    after: { type: 'Microsoft.Storage/storageAccounts' },
  });
});

test('a deployment that cannot be unrolled before the run is told in a diagnostic, the rest is foreseen', async () => {
  const counted = template(
    [accountNode("[concat('many', copyIndex())]", { copy: { name: 'c', count: "[parameters('count')]" } })],
    {
      parameters: { count: { type: 'int' } },
    },
  );
  const parameters = { count: { value: "[length(reference('make-unknown').outputs.place.value)]" } };
  const body = template([module('unknown'), nested('counted', counted, { parameters })]);
  const { changes, diagnostics } = await askWhatIf(azure, body);
  expect(changeTypes(changes)).toMatchObject({ 'storageAccounts/unknown': 'Create' });
  expect(diagnostics).toEqual([
    expect.objectContaining({
      level: 'Warning',
      code: 'NestedDeploymentShortCircuited',
      target: expect.stringMatching(/deployments\/counted$/),
    }),
  ]);
});

test('a deployment to the subscription is foreseen: its groups, and what goes into them', async () => {
  const group = (tags: object) => ({
    type: 'Microsoft.Resources/resourceGroups',
    apiVersion: '2025-04-01',
    name: 'rg-third',
    location: 'East US',
    tags,
  });
  const into = module('thirdaccount', {
    resourceGroup: 'rg-third',
    dependsOn: ["[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg-third')]"],
  });
  const bodyWith = (tags: object) => ({
    ...template([group(tags), into]),
    $schema: `${SCHEMAS}/2018-05-01/subscriptionDeploymentTemplate.json#`,
  });
  const properties = (tags: object) => ({ mode: 'Incremental' as const, template: bodyWith(tags) });
  const ask = async (tags: object) => {
    const { deployments } = azure.deployments;
    const { changes = [] } = await deployments.whatIfAtSubscriptionScope(
      'sub',
      { location: 'eastus', properties: properties(tags) },
      QUICK,
    );
    return changes.map(({ resourceId, changeType, delta }) => [resourceId, changeType, changedPaths(delta)]);
  };
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-third`;
  const account = `${id}/providers/Microsoft.Storage/storageAccounts/thirdaccount`;
  expect(await ask({ a: '1' })).toEqual([
    [id, 'Create', []],
    [account, 'Create', []],
  ]);
  await azure.deployments.deployments.createOrUpdateAtSubscriptionScope(
    'sub',
    { location: 'eastus', properties: properties({ a: '1' }) },
    QUICK,
  );
  expect(await ask({ a: '2' })).toEqual([
    [id, 'Modify', ['Modify tags.a']],
    [account, 'NoChange', []],
  ]);
});
