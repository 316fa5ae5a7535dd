import { ShareServiceClient } from '@azure/storage-file-share';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const HOUR_MS = 3_600_000;

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  const workloadProfiles = [
    { name: 'Consumption', workloadProfileType: 'Consumption' },
    { name: 'GPU', workloadProfileType: 'NC24-A100', minimumCount: 1, maximumCount: 3 },
  ];
  await azure.apps.managedEnvironments.createOrUpdate(
    GROUP,
    'gpu-env',
    { location: 'eastus', workloadProfiles },
    QUICK,
  );
});
afterAll(() => azure.close());

test('a region lists the workload profile types that an environment may have', async () => {
  const types = await all(azure.apps.availableWorkloadProfiles.list('eastus'));
  expect(types.find(({ name }) => name === 'NC24-A100')).toMatchObject({
    location: 'eastus',
    properties: { category: 'GPU-NC-A100', cores: 24, memoryGiB: 220, gpus: 1, applicability: 'Custom' },
  });
  await expect(all(azure.apps.availableWorkloadProfiles.list('atlantis'))).rejects.toMatchObject({
    code: 'LocationNotAvailableForResourceType',
  });
});

test('an environment tells the nodes of its dedicated profiles', async () => {
  const states = await all(azure.apps.managedEnvironments.listWorkloadProfileStates(GROUP, 'gpu-env'));
  expect(states).toMatchObject([
    { name: 'GPU', properties: { minimumCount: 1, maximumCount: 3, currentCount: 1 } },
  ]);
});

test('usages count environments and GPUs by region', async () => {
  const usedIn = async (location: string) =>
    Object.fromEntries(
      (await all(azure.apps.usages.list(location))).map(({ name, currentValue }) => [
        name.value,
        currentValue,
      ]),
    );
  expect(await usedIn('eastus')).toEqual({ ManagedEnvironmentCount: 1, SubscriptionNCA100Gpus: 1 });
  expect(await usedIn('westeurope')).toEqual({ ManagedEnvironmentCount: 0, SubscriptionNCA100Gpus: 0 });
});

test('usages of an environment count the cores of what runs and of the dedicated nodes', async () => {
  const used = async () =>
    Object.fromEntries(
      (await all(azure.apps.managedEnvironmentUsages.list(GROUP, 'mixed-env'))).map(
        ({ name, currentValue }) => [name.value, currentValue],
      ),
    );
  const workloadProfiles = [
    { name: 'Consumption', workloadProfileType: 'Consumption' },
    { name: 'large', workloadProfileType: 'D8', minimumCount: 2, maximumCount: 3 },
    { name: 'serverless', workloadProfileType: 'Consumption-GPU-NC8as-T4' },
  ];
  const { id } = await azure.apps.managedEnvironments.createOrUpdate(
    GROUP,
    'mixed-env',
    { location: 'westus2', workloadProfiles },
    QUICK,
  );
  const run = (name: string, workloadProfileName: string) =>
    azure.apps.containerApps.createOrUpdate(
      GROUP,
      name,
      {
        location: 'westus2',
        environmentId: id,
        workloadProfileName,
        template: {
          containers: [
            {
              name: 'main',
              image: 'docker.io/library/python:3.11',
              command: ['tail', '-f', '/dev/null'],
              resources: { cpu: 0.75, memory: '1.5Gi' },
            },
          ],
          scale: { minReplicas: 2, maxReplicas: 2 },
        },
      },
      QUICK,
    );
  await run('on-cores', 'Consumption');
  await run('on-gpus', 'serverless');
  expect(await used()).toEqual({
    ManagedEnvironmentConsumptionCores: 1.5,
    ManagedEnvironmentGeneralPurposeCores: 16,
    ManagedEnvironmentMemoryOptimizedCores: 0,
    ManagedEnvironmentConsumptionNCA100Gpus: 0,
    ManagedEnvironmentConsumptionT4Gpus: 2,
  });
});

test('an account signs tokens that its file service takes, for what they grant', async () => {
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  await azure.storage.storageAccounts.create(GROUP, 'signing', account, QUICK);
  const clientFor = async (permissions: string) => {
    const { accountSasToken } = await azure.storage.storageAccounts.listAccountSAS(GROUP, 'signing', {
      services: 'f',
      resourceTypes: 'sco',
      permissions,
      sharedAccessExpiryTime: new Date(Date.now() + HOUR_MS),
      keyToSign: 'key2',
    });
    const url = `${azure.url()}/signing?${accountSasToken}`;
    return new ShareServiceClient(url, undefined, { retryOptions: { maxTries: 1 } });
  };
  await (await clientFor('rwdlc')).getShareClient('made').create();
  await expect((await clientFor('rl')).getShareClient('refused').create()).rejects.toMatchObject({
    statusCode: 403,
  });
});
