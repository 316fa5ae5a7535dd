import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, appNode, deployTemplate, environmentNode, template } from './template-fixture.ts';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const namesLeft = async (group = GROUP) =>
  (await all(azure.resources.resources.listByResourceGroup(group))).map(({ name }) => name).sort();
const complete = { mode: 'Complete' as const };

test('complete mode deletes what the template does not have, apps before their environment', async () => {
  await deployTemplate(
    azure,
    'all',
    template([accountNode('keepme'), environmentNode('env'), appNode('app', 'env')]),
  );
  const { properties } = await deployTemplate(azure, 'only', template([accountNode('keepme')]), complete);
  expect(properties).toMatchObject({ mode: 'Complete', provisioningState: 'Succeeded' });
  expect(properties?.outputResources).toHaveLength(1);
  expect(await namesLeft()).toEqual(['keepme']);

  const operations = await all(azure.deployments.deploymentOperations.list(GROUP, 'only'));
  const deleted = operations.filter((each) => each.properties?.provisioningOperation === 'Delete');
  expect(
    deleted.map(({ properties: each }) => [each?.targetResource?.resourceName, each?.statusCode]),
  ).toEqual([
    ['app', 'OK'],
    ['env', 'OK'],
  ]);
});

test('a resource whose condition is false is deleted, one that was nested in a kept one stays', async () => {
  const share = {
    type: 'Microsoft.Storage/storageAccounts/fileServices/shares',
    apiVersion: '2023-01-01',
    name: 'keepme/default/files',
    dependsOn: ["[resourceId('Microsoft.Storage/storageAccounts', 'keepme')]"],
  };
  await deployTemplate(azure, 'both', template([accountNode('keepme'), share, accountNode('other')]));
  const conditional = template([accountNode('keepme'), accountNode('other', { condition: false })]);
  await deployTemplate(azure, 'conditional', conditional, complete);
  expect(await namesLeft()).toEqual(['keepme']);
  expect(await azure.storage.fileShares.get(GROUP, 'keepme', 'files')).toMatchObject({ name: 'files' });
});

test('a deletion that is refused fails the deployment and is told in its operation', async () => {
  await deployTemplate(azure, 'env', template([environmentNode('shared')]));
  await azure.resources.resourceGroups.createOrUpdate('rg-tenants', { location: 'eastus' });
  const environmentId = (await azure.apps.managedEnvironments.get(GROUP, 'shared')).id;
  await azure.apps.containerApps.createOrUpdate(
    'rg-tenants',
    'tenant',
    { location: 'eastus', environmentId, template: { containers: [{ name: 'a', image: 'python' }] } },
    QUICK,
  );
  await expect(
    deployTemplate(azure, 'refused', template([accountNode('keepme')]), complete),
  ).rejects.toThrow();
  const operations = await all(azure.deployments.deploymentOperations.list(GROUP, 'refused'));
  expect(operations.map(({ properties }) => properties)).toContainEqual(
    expect.objectContaining({
      provisioningOperation: 'Delete',
      provisioningState: 'Failed',
      statusMessage: {
        status: 'Failed',
        error: expect.objectContaining({ code: 'ManagedEnvironmentHasContainerApps' }),
      },
    }),
  );
  expect(await namesLeft()).toContain('shared');
  await azure.resources.resourceGroups.delete('rg-tenants', QUICK);
});

test('an empty template in complete mode empties the group', async () => {
  await deployTemplate(azure, 'nothing', template([]), complete);
  expect(await namesLeft()).toEqual([]);
});

test('a mode that ARM does not have is refused', async () => {
  const path = `subscriptions/5a3b1e00-0000-4000-8000-000000000002/resourcegroups/${GROUP}/providers/Microsoft.Resources/deployments/x`;
  const answer = await fetch(`${azure.url()}/${path}?api-version=2025-04-01`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ properties: { mode: 'Replace', template: template([]) } }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: 'InvalidRequestContent' } });
});
