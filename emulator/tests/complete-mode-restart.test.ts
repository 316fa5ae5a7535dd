import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from './container-app-fixture.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';
import { template } from './template-fixture.ts';

const LONG_MS = 60_000;

const workspaceNode = (name: string) => ({
  type: 'Microsoft.OperationalInsights/workspaces',
  apiVersion: '2022-10-01',
  name,
  location: 'eastus',
  properties: {},
});

let clock: ManualClock;
let azure: TestEmulator;
beforeEach(async () => {
  clock = createManualClock();
  azure = await startEmulator({ clock, pace: 0 });
  const leaving = template(['leavingone', 'leavingtwo'].map(workspaceNode));
  const properties = { mode: 'Incremental' as const, template: leaving };
  await azure.deployments.deployments.createOrUpdate(GROUP, 'before', { properties }, QUICK);
  await azure.restart({ pace: 1 });
});
afterEach(() => azure.close());

async function beginToEmpty() {
  const properties = { mode: 'Complete' as const, template: template([]) };
  const poller = azure.deployments.deployments.createOrUpdate(GROUP, 'empty', { properties }, QUICK);
  await poller.submitted();
  await eventually(async () => expect(await deletions()).toEqual(['leavingone Running']));
  return { poller };
}

async function deletions(): Promise<string[]> {
  const operations = await all(azure.deployments.deploymentOperations.list(GROUP, 'empty'));
  return operations.flatMap(({ properties }) =>
    properties?.provisioningOperation === 'Delete'
      ? [`${properties.targetResource?.resourceName} ${properties.provisioningState}`]
      : [],
  );
}

const namesLeft = async () =>
  (await all(azure.resources.resources.listByResourceGroup(GROUP))).map(({ name }) => name);
const stateOf = async () =>
  (await azure.deployments.deployments.get(GROUP, 'empty')).properties?.provisioningState;

test('deletions that were under way when the program ended go on at its next start', async () => {
  const { poller } = await beginToEmpty();
  await azure.restart();
  await eventually(async () => {
    clock.advance(LONG_MS);
    expect(await stateOf()).toBe('Succeeded');
  });
  expect(await deletions()).toEqual(['leavingone Succeeded', 'leavingtwo Succeeded']);
  expect(await namesLeft()).toEqual([]);
  await poller;
});

test('a cancelled deployment begins no further deletion', async () => {
  const { poller } = await beginToEmpty();
  await azure.deployments.deployments.cancel(GROUP, 'empty');
  await expect(poller).rejects.toThrow('canceled');
  await eventually(async () => {
    clock.advance(LONG_MS);
    expect(await namesLeft()).toEqual(['leavingtwo']);
  });
  expect(await deletions()).toHaveLength(1);
});
