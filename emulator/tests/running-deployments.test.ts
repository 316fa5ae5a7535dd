import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from './container-app-fixture.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, template } from './template-fixture.ts';

const LONG_MS = 60_000;

let clock: ManualClock;
let azure: TestEmulator;
beforeEach(async () => {
  clock = createManualClock();
  azure = await startEmulator({ clock, pace: 1 });
});
afterEach(() => azure.close());

const begin = async (body: object, properties: object = {}) => {
  const poller = azure.deployments.deployments.createOrUpdate(
    GROUP,
    'running',
    { properties: { mode: 'Incremental', template: { ...body }, ...properties } },
    QUICK,
  );
  await poller.submitted();
  return { poller };
};
const operationsOf = (name: string) => all(azure.deployments.deploymentOperations.list(GROUP, name));
const statesOf = async (name: string) =>
  Object.fromEntries(
    (await operationsOf(name)).map(({ properties }) => [
      properties?.targetResource?.resourceName ?? 'outputs',
      properties?.provisioningState,
    ]),
  );
const stateOf = async (name: string) =>
  (await azure.deployments.deployments.get(GROUP, name)).properties?.provisioningState;

const inner = template([accountNode('inneraccount')]);
const nesting = template([
  {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'inner',
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: { scope: 'inner' },
      template: { ...inner, outputs: { done: { type: 'bool', value: true } } },
    },
  },
  accountNode('lateraccount', { dependsOn: ['inner'] }),
]);

test('resources that do not wait for one another are made at the same time', async () => {
  const { poller } = await begin(
    template([
      accountNode('firstaccount'),
      accountNode('secondaccount'),
      accountNode('thirdaccount', { dependsOn: ['firstaccount', 'secondaccount'] }),
    ]),
  );
  await eventually(async () =>
    expect(await statesOf('running')).toEqual({ firstaccount: 'Running', secondaccount: 'Running' }),
  );
  clock.advance(LONG_MS);
  await eventually(async () => expect(await statesOf('running')).toMatchObject({ thirdaccount: 'Running' }));
  clock.advance(LONG_MS);
  await poller;
});

test('the batches of a serial loop follow one another', async () => {
  const { poller } = await begin(
    template([
      accountNode("[format('serial{0}', copyIndex())]", {
        copy: { name: 'loop', count: 3, mode: 'Serial', batchSize: 2 },
      }),
    ]),
  );
  await eventually(async () =>
    expect(await statesOf('running')).toEqual({ serial0: 'Running', serial1: 'Running' }),
  );
  clock.advance(LONG_MS);
  await eventually(async () => expect(await statesOf('running')).toMatchObject({ serial2: 'Running' }));
  clock.advance(LONG_MS);
  await poller;
});

test('one that is under way cannot be deleted', async () => {
  await begin(template([accountNode('activeaccount')]));
  await expect(azure.deployments.deployments.delete(GROUP, 'running', QUICK)).rejects.toMatchObject({
    statusCode: 409,
  });
});

test('a cancelled deployment takes those within it along', async () => {
  const { poller } = await begin(nesting);
  await eventually(async () => expect(await statesOf('inner')).toEqual({ inneraccount: 'Running' }));
  await azure.deployments.deployments.cancel(GROUP, 'running');
  await expect(poller).rejects.toThrow('canceled');
  expect([await stateOf('running'), await stateOf('inner')]).toEqual(['Canceled', 'Canceled']);
  clock.advance(LONG_MS);
  await eventually(async () => {
    const account = await azure.storage.storageAccounts.getProperties(GROUP, 'inneraccount');
    expect(account.provisioningState).toBe('Succeeded');
  });
  expect(await statesOf('running')).toEqual({ inner: 'Canceled' });
});

test('a deployment within another goes on with it after the program was ended', async () => {
  const { poller } = await begin(nesting);
  await eventually(async () => expect(await statesOf('inner')).toEqual({ inneraccount: 'Running' }));
  await azure.restart();
  await eventually(async () => {
    clock.advance(LONG_MS);
    expect(await stateOf('running')).toBe('Succeeded');
  });
  expect(await statesOf('running')).toEqual({
    inner: 'Succeeded',
    lateraccount: 'Succeeded',
    outputs: 'Succeeded',
  });
  const runs = await all(azure.deployments.deployments.listByResourceGroup(GROUP));
  expect(runs.map(({ name }) => name).sort()).toEqual(['inner', 'running']);
  await poller;
});

test('a deployment that is to be debugged keeps what it sent and what was answered', async () => {
  const { poller } = await begin(template([accountNode('debugaccount')]), {
    debugSetting: { detailLevel: 'requestContent, responseContent' },
  });
  await eventually(async () => {
    clock.advance(LONG_MS);
    expect(await stateOf('running')).toBe('Succeeded');
  });
  const [operation] = await operationsOf('running');
  expect(operation?.properties).toMatchObject({
    request: { content: { location: 'eastus', sku: { name: 'Standard_LRS' } } },
    response: { content: { name: 'debugaccount' } },
  });
  const { properties } = await poller;
  expect(properties?.debugSetting).toEqual({ detailLevel: 'requestContent, responseContent' });
});
