import { expect, test } from 'vitest';
import { listResourceGroups } from '@/lib/azure/resource-groups';
import { keepChosenTarget, readChosenTarget } from '@/lib/provisioning/chosen-target';
import { createGroup } from '@/lib/provisioning/create-group';
import { listCreatedResources } from '@/lib/provisioning/created-resources';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const sandbox = {
  tenantId: '5a3b1e00-0000-4000-8000-000000000004',
  subscriptionId: '5a3b1e00-0000-4000-8000-000000000005',
};
const request = { ...sandbox, resourceGroup: 'rg-New', location: 'eastus' };

test('a group made from here is there, and written down as ours', async () => {
  await startLocalAzure();
  const project = await tempProject();
  expect(await createGroup(project, request)).toEqual({ name: 'rg-New', location: 'eastus' });
  expect(await listResourceGroups(sandbox.subscriptionId)).toEqual([{ name: 'rg-New', location: 'eastus' }]);
  expect(await listCreatedResources(project)).toEqual([
    expect.objectContaining({
      id: `/subscriptions/${sandbox.subscriptionId}/resourcegroups/rg-new`,
      name: 'rg-New',
      runId: null,
    }),
  ]);
});

test('a group that is there already is neither changed nor called ours', async () => {
  await startLocalAzure();
  const project = await tempProject();
  const taken = { ...sample, location: 'westus' };
  await expect(createGroup(project, taken)).rejects.toMatchObject({
    kind: 'conflict',
    info: { code: 'resource_group_exists', target: 'resourceGroup' },
  });
  const recorded = (await listCreatedResources(project)).map(({ name }) => name);
  expect(recorded).not.toContain(sample.resourceGroup);
});

test.each([
  [{ ...request, resourceGroup: 'ends.' }, 'resourceGroup'],
  [{ ...request, location: 'East US' }, 'location'],
])('what cannot be a group is refused with the field at fault', async (wrong, target) => {
  await expect(createGroup(await tempProject(), wrong)).rejects.toMatchObject({
    kind: 'bad_input',
    info: { target },
  });
});

test('the last choice of a project is the one that is kept', async () => {
  const project = await tempProject();
  expect(await readChosenTarget(project)).toBeNull();
  await keepChosenTarget(project, sample);
  const { subscriptionId } = sandbox;
  await keepChosenTarget(project, { subscriptionId, resourceGroup: 'rg-other' });
  expect(await readChosenTarget(project)).toEqual({ subscriptionId, resourceGroup: 'rg-other' });
});
