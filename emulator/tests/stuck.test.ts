import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from './container-app-fixture.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const WORKSPACE = 'ws-fault-stuck';
const ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.OperationalInsights/workspaces/${WORKSPACE}`;
const STUCK_MS = 60_000;

let clock: ManualClock;
let azure: TestEmulator;
beforeEach(async () => {
  clock = createManualClock();
  azure = await startEmulator({ clock, pace: 1 });
});
afterEach(() => azure.close());

const stateOf = async () => {
  const { properties } = await azure.resources.resources.getById(ID, '2022-10-01');
  return properties?.provisioningState;
};

test('a resource that is stuck fails at the end of a long transition, and can be written again', async () => {
  const put = () =>
    azure.resources.resources.createOrUpdateById(
      ID,
      '2022-10-01',
      { location: 'eastus', properties: {} },
      QUICK,
    );
  const first = put();
  await first.submitted();
  clock.advance(STUCK_MS - 1000);
  expect(await stateOf()).toBe('Creating');
  clock.advance(2000);
  await expect(first).rejects.toThrow('OperationTimedOut');
  expect(await stateOf()).toBe('Failed');
  const again = put();
  await again.submitted();
  expect(await stateOf()).toBe('Updating');
});

test('a deployment fails with the resource that it is stuck on', async () => {
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.OperationalInsights/workspaces',
        apiVersion: '2022-10-01',
        name: WORKSPACE,
        location: 'eastus',
        properties: {},
      },
    ],
  };
  const poller = azure.deployments.deployments.createOrUpdate(
    GROUP,
    'stuck',
    { properties: { mode: 'Incremental', template } },
    QUICK,
  );
  await poller.submitted();
  await eventually(async () => expect(await stateOf()).toBe('Creating'));
  clock.advance(STUCK_MS + 1000);
  await expect(poller).rejects.toThrow('DeploymentFailed');
  expect(await azure.deployments.deployments.get(GROUP, 'stuck')).toMatchObject({
    properties: {
      provisioningState: 'Failed',
      error: {
        code: 'DeploymentFailed',
        details: [{ code: 'ResourceDeploymentFailure', details: [{ code: 'OperationTimedOut' }] }],
      },
    },
  });
});

test('a group that is stuck is still there', async () => {
  await azure.resources.resourceGroups.createOrUpdate('rg-fault-stuck', { location: 'eastus' });
  const deletion = azure.resources.resourceGroups.delete('rg-fault-stuck', QUICK);
  await deletion.submitted();
  clock.advance(STUCK_MS);
  await expect(deletion).rejects.toThrow();
  expect(await azure.resources.resourceGroups.get('rg-fault-stuck')).toMatchObject({
    properties: { provisioningState: 'Succeeded' },
  });
});
