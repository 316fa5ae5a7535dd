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

test.each([
  [
    'westus3',
    ['Consumption-GPU-NC24-A100', 'Consumption-GPU-NC8as-T4', 'NC24-A100', 'NC48-A100', 'NC96-A100'],
  ],
  ['northeurope', ['NC24-A100', 'NC48-A100', 'NC96-A100']],
  ['swedencentral', ['Consumption-GPU-NC24-A100', 'Consumption-GPU-NC8as-T4']],
  ['japaneast', ['Consumption-GPU-NC8as-T4']],
  ['uksouth', []],
])('%s has the GPUs that it has in Azure, and takes no environment with others', async (location, gpus) => {
  const types = await all(azure.apps.availableWorkloadProfiles.list(location));
  const withGpus = types.filter(({ properties }) => (properties?.gpus ?? 0) > 0);
  expect(withGpus.map(({ name }) => name)).toEqual(gpus);
  for (const workloadProfileType of ['Consumption-GPU-NC24-A100', 'Consumption-GPU-NC8as-T4', 'NC24-A100']) {
    const nodes = workloadProfileType === 'NC24-A100' ? { minimumCount: 0, maximumCount: 1 } : {};
    const workloadProfiles = [{ name: 'GPU', workloadProfileType, ...nodes }];
    const made = azure.apps.managedEnvironments.createOrUpdate(
      GROUP,
      `in-${location}`,
      { location, workloadProfiles },
      QUICK,
    );
    if (gpus.includes(workloadProfileType)) await made;
    else await expect(made).rejects.toMatchObject({ code: 'WorkloadProfileInvalidType' });
    await azure.apps.managedEnvironments.delete(GROUP, `in-${location}`, QUICK);
  }
});

const usagesOf = async (location: string) =>
  Object.fromEntries(
    (await all(azure.apps.usages.list(location))).map(({ name, currentValue, limit }) => [
      name.value,
      [currentValue, limit],
    ]),
  );

test('usages count environments and GPUs by region', async () => {
  expect(await usagesOf('eastus')).toEqual({
    ManagedEnvironmentCount: [1, 15],
    SubscriptionNCA100Gpus: [1, 8],
    SubscriptionConsumptionNCA100Gpus: [0, 8],
    SubscriptionConsumptionT4Gpus: [0, 8],
  });
  expect(await usagesOf('uksouth')).toEqual({
    ManagedEnvironmentCount: [0, 15],
    SubscriptionNCA100Gpus: [0, 0],
    SubscriptionConsumptionNCA100Gpus: [0, 0],
    SubscriptionConsumptionT4Gpus: [0, 0],
  });
});

test('dedicated nodes beyond the quota of GPUs are refused', async () => {
  const workloadProfiles = [
    { name: 'GPU', workloadProfileType: 'NC96-A100', minimumCount: 2, maximumCount: 2 },
  ];
  await expect(
    azure.apps.managedEnvironments.createOrUpdate(
      GROUP,
      'huge',
      { location: 'eastus', workloadProfiles },
      QUICK,
    ),
  ).rejects.toMatchObject({
    statusCode: 400,
    code: 'MaxRegionalQuotaExceeded',
    message: expect.stringContaining('more than 8 Subscription NCA 100 Gpus in East US; 1 are in use'),
  });
});

test('a region whose quota is armed as full reads so, and takes no more', async () => {
  const faults = `${azure.url()}/_local-azure/faults`;
  const arm = async (match: string) => {
    const made = await fetch(faults, { method: 'POST', body: JSON.stringify({ fault: 'quota', match }) });
    const { id } = await made.json();
    return () => fetch(`${faults}/${id}`, { method: 'DELETE' });
  };
  const dedicated = [{ name: 'GPU', workloadProfileType: 'NC24-A100', minimumCount: 0, maximumCount: 1 }];
  const put = (location: string, name: string, workloadProfiles = dedicated) =>
    azure.apps.managedEnvironments.createOrUpdate(GROUP, name, { location, workloadProfiles }, QUICK);
  const refusal = { statusCode: 400, code: 'MaxRegionalQuotaExceeded' };

  const disarm = await arm('/locations/westus3/');
  expect(await usagesOf('westus3')).toMatchObject({
    ManagedEnvironmentCount: [15, 15],
    SubscriptionNCA100Gpus: [8, 8],
  });
  expect(await usagesOf('northeurope')).toMatchObject({ ManagedEnvironmentCount: [0, 15] });
  await expect(put('westus3', 'none', [])).rejects.toMatchObject(refusal);
  await disarm();

  const disarmGpus = await arm('/westus3/usages/SubscriptionNCA100Gpus');
  expect(await usagesOf('westus3')).toMatchObject({
    ManagedEnvironmentCount: [0, 15],
    SubscriptionNCA100Gpus: [8, 8],
  });
  await expect(put('westus3', 'on-nodes')).rejects.toMatchObject(refusal);
  await put('westus3', 'without', []);
  await put('northeurope', 'elsewhere');
  await disarmGpus();
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
  const run = (name: string, workloadProfileName: string, replicas: number) =>
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
          scale: { minReplicas: replicas, maxReplicas: replicas },
        },
      },
      QUICK,
    );
  await run('on-cores', 'Consumption', 2);
  await run('on-gpus', 'serverless', 1);
  await expect(run('one-too-many', 'serverless', 1)).rejects.toMatchObject({
    statusCode: 400,
    code: 'ContainerAppQuotaExceeded',
  });
  expect(await used()).toEqual({
    ManagedEnvironmentConsumptionCores: 1.5,
    ManagedEnvironmentGeneralPurposeCores: 16,
    ManagedEnvironmentMemoryOptimizedCores: 0,
    ManagedEnvironmentConsumptionNCA100Gpus: 0,
    ManagedEnvironmentConsumptionT4Gpus: 1,
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
