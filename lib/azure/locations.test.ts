import { expect, it, onTestFinished } from 'vitest';
import { listLocations } from '@/lib/azure/locations';
import { listProfileTypes } from '@/lib/azure/workload-profiles';
import { dropSingleton } from '@/lib/core/singleton';
import { sample, startLocalAzure } from '@/tests/local-azure';

it('says of each region which workload profiles it offers', async () => {
  onTestFinished(() => dropSingleton('azure.profile-names'));
  await startLocalAzure();
  const locations = await listLocations(sample.subscriptionId);
  const eastus = locations.find(({ name }) => name === 'eastus');
  expect(eastus?.profileTypes).toEqual(expect.arrayContaining(['NC24-A100', 'Consumption']));
  expect(locations.every(({ profileTypes }) => profileTypes !== null)).toBe(true);
});

it('reads a profile with its category and its GPUs', async () => {
  await startLocalAzure();
  const types = await listProfileTypes(sample.subscriptionId, 'eastus');
  expect(types.find(({ name }) => name === 'NC24-A100')).toEqual({
    name: 'NC24-A100',
    category: 'GPU-NC-A100',
    gpus: 1,
  });
});
