import { afterAll, beforeAll, expect, test } from 'vitest';
import { GROUP, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, appNode, deployTemplate, environmentNode, template } from './template-fixture.ts';
import { askWhatIf, changedPaths, changeTypes } from './what-if-fixture.ts';

const GROUP_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}`;
const ACCOUNT = `${GROUP_ID}/providers/Microsoft.Storage/storageAccounts`;

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  await deployTemplate(azure, 'before', template([accountNode('kept', { tags: { owner: 'a', old: 'x' } })]));
  await deployTemplate(azure, 'apart', template([environmentNode('env'), appNode('app', 'env')]));
});
afterAll(() => azure.close());

test('a resource that is new is a Create, with what the template says of it', async () => {
  const { status, changes } = await askWhatIf(azure, template([accountNode('young', { tags: { a: 'b' } })]));
  expect(status).toBe('Succeeded');
  expect(changes[0]).toEqual({
    resourceId: `${ACCOUNT}/young`,
    changeType: 'Create',
    after: {
      apiVersion: '2023-01-01',
      id: `${ACCOUNT}/young`,
      type: 'Microsoft.Storage/storageAccounts',
      name: 'young',
      location: 'eastus',
      tags: { a: 'b' },
      sku: { name: 'Standard_LRS' },
      kind: 'StorageV2',
      properties: {},
    },
  });
});

test('a resource that changes is a Modify, with each property that becomes another, comes or goes', async () => {
  const changed = accountNode('kept', {
    sku: { name: 'Standard_ZRS' },
    tags: { owner: 'b', new: 'y' },
    properties: { minimumTlsVersion: 'TLS1_1' },
  });
  const { changes } = await askWhatIf(azure, template([changed]));
  expect(changes[0]).toMatchObject({
    changeType: 'Modify',
    before: { apiVersion: '2023-01-01', name: 'kept', tags: { owner: 'a', old: 'x' } },
    after: { apiVersion: '2023-01-01', name: 'kept', tags: { owner: 'b', new: 'y' } },
  });
  expect(changedPaths(changes[0]?.delta).sort()).toEqual([
    'Create tags.new',
    'Delete tags.old',
    'Modify properties.minimumTlsVersion',
    'Modify sku.name',
    'Modify tags.owner',
  ]);
});

test('a change inside of a list is told below the entry that it is in', async () => {
  const app = appNode('app', 'env', {
    containers: [
      { name: 'main', image: 'docker.io/library/python:3.12', command: ['/bin/bash', '-c', 'exit 1'] },
      { name: 'side', image: 'docker.io/library/python:3.11' },
    ],
  });
  const { changes } = await askWhatIf(azure, template([environmentNode('env'), app]));
  expect(changeTypes(changes)).toMatchObject({
    'managedEnvironments/env': 'NoChange',
    'containerApps/app': 'Modify',
  });
  const delta = changes.find(({ changeType }) => changeType === 'Modify')?.delta;
  expect(delta).toContainEqual(
    expect.objectContaining({ path: 'properties.template.containers', propertyChangeType: 'Array' }),
  );
  expect(changedPaths(delta)).toEqual([
    'Modify properties.template.containers 0 image',
    'Delete properties.template.containers 0 command 2',
    'Create properties.template.containers 0 command 2',
    'Create properties.template.containers 1',
  ]);
});

test('what the template does not have is ignored, in complete mode deleted, and then that is what happens', async () => {
  const group = 'rg-complete';
  await azure.resources.resourceGroups.createOrUpdate(group, { location: 'eastus' });
  const put = (name: string) =>
    azure.storage.storageAccounts.create(group, name, {
      location: 'eastus',
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
    });
  await put('staying');
  await put('leaving');
  const body = template([accountNode('staying')]);
  const incremental = await askWhatIf(azure, body, {}, group);
  expect(changeTypes(incremental.changes)).toEqual({
    'storageAccounts/staying': 'NoChange',
    'storageAccounts/leaving': 'Ignore',
  });
  const complete = await askWhatIf(azure, body, { mode: 'Complete' }, group);
  expect(complete.changes.find(({ changeType }) => changeType === 'Delete')).toMatchObject({
    resourceId: expect.stringMatching(/storageAccounts\/leaving$/),
    before: { name: 'leaving', location: 'eastus', apiVersion: expect.stringMatching(/^\d{4}-/) },
  });
  await azure.resources.resourceGroups.delete(group, { updateIntervalInMs: 20 });
});

test('only ids are answered when only ids are asked for', async () => {
  const poller = azure.deployments.deployments.whatIf(
    GROUP,
    'ids',
    {
      properties: {
        mode: 'Incremental',
        template: { ...template([accountNode('kept'), accountNode('young')]) },
        whatIfSettings: { resultFormat: 'ResourceIdOnly' },
      },
    },
    { updateIntervalInMs: 20 },
  );
  const { changes = [] } = await poller;
  expect(changes).toContainEqual({ resourceId: `${ACCOUNT}/kept`, changeType: 'Deploy' });
  expect(changes).toContainEqual({ resourceId: `${ACCOUNT}/young`, changeType: 'Create' });
});

test('a resource whose condition is false is none of the template', async () => {
  const { changes } = await askWhatIf(azure, template([accountNode('kept', { condition: false })]));
  expect(changeTypes(changes)).toMatchObject({ 'storageAccounts/kept': 'Ignore' });
});

test('what a resource says that is yet to come is shown as the expression that asks for it', async () => {
  const expression =
    "[reference(resourceId('Microsoft.Storage/storageAccounts', 'young')).primaryEndpoints.file]";
  const app = { ...appNode('app', 'env'), tags: { endpoint: expression, plain: "[concat('a', 'b')]" } };
  const { changes } = await askWhatIf(azure, template([accountNode('young'), environmentNode('env'), app]));
  expect(changes.find(({ changeType }) => changeType === 'Modify')?.delta).toEqual([
    expect.objectContaining({ after: { endpoint: expression, plain: 'ab' } }),
  ]);
});

test('an app that moves into an environment yet to come is foreseen', async () => {
  const { changes } = await askWhatIf(azure, template([environmentNode('other'), appNode('app', 'other')]));
  const app = changes.find(({ changeType }) => changeType === 'Modify');
  expect(changedPaths(app?.delta)).toEqual(['Modify properties.environmentId']);
});

test('a property that only the service sets has no effect', async () => {
  const stubborn = accountNode('kept', {
    tags: { owner: 'a', old: 'x' },
    properties: { primaryLocation: 'westus' },
  });
  const { changes } = await askWhatIf(azure, template([stubborn]));
  expect(changes[0]).toMatchObject({
    changeType: 'NoChange',
    delta: [
      {
        path: 'properties.primaryLocation',
        propertyChangeType: 'NoEffect',
        before: 'eastus',
        after: 'westus',
      },
    ],
  });
});
