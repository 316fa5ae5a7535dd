import { readFile } from 'node:fs/promises';
import { ContainerAppsAPIClient } from '@azure/arm-appcontainers';
import { ResourceManagementClient } from '@azure/arm-resources';
import { StorageManagementClient } from '@azure/arm-storage';
import { expect, test } from 'vitest';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { namingParametersSchema } from '@/lib/config/parameters-schema';
import { nameFates } from '@/lib/provisioning/names/name-fates';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { checkOf, planFor } from '@/tests/plan-for';
import { provisionedProject, TEMPLATE } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const FINETUNING = 'infra/finetuning.config.json';
const naming = (values: Record<string, unknown> = {}) => namingParametersSchema.parse(values);
const tunedProject = async () =>
  tempProject({
    [FINETUNING]: await readFile(FINETUNING, 'utf8'),
    [TEMPLATE]: await readFile(TEMPLATE, 'utf8'),
  });

test('with every name left open, what fine-tuning made is reused and only the app is new', async () => {
  await startLocalAzure();
  const fates = await nameFates(await tunedProject(), sample, naming());
  expect(fates.acaAppName).toMatchObject({ name: 'aiacaappw3mc7', origin: 'template', fate: 'create' });
  expect(fates.storageAccountName).toMatchObject({
    name: 'aistoragew3mc7',
    origin: 'finetuning',
    fate: 'reuse',
    suggestions: ['aistoragew3mc7'],
  });
  expect(fates.fileShareName.fate).toBe('reuse');
  expect(fates.acaEnvironmentStorageName.fate).toBe('reuse');
  expect(fates.acaLogAnalyticsName.fate).toBe('reuse');
});

test('an environment without the profile is updated, one that has it is reused', async () => {
  await startLocalAzure();
  const project = await tunedProject();
  const fateWith = async (gpuProfile: string) =>
    (await nameFates(project, sample, naming({ gpuProfile }))).acaEnvironmentName.fate;
  expect(await fateWith('Consumption')).toBe('reuse');
  expect(await fateWith('Consumption-GPU-NC8as-T4')).toBe('update');
});

test.each([
  ['NC24-A100', 'of the older kind', undefined],
  ['Consumption', 'of the older kind', undefined],
  ['NC24-A100', 'under the name NODES, while', [{ name: 'NODES', type: 'NC24-A100' }]],
  ['NC24-A100', 'comes only with a new environment', [{ name: 'Consumption', type: 'Consumption' }]],
  ['NC24-A100', 'its profile GPU is of the type D4', [{ name: 'GPU', type: 'D4' }]],
])(
  'where %s cannot be had, as the environment is %s, the name and the plan say so alike',
  async (gpuProfile, reason, profiles) => {
    await startLocalAzure();
    await new ContainerAppsAPIClient(
      credentialFor(sample.subscriptionId),
      sample.subscriptionId,
      armClientOptions(),
    ).managedEnvironments.createOrUpdate(sample.resourceGroup, 'theirs', {
      location: 'eastus',
      ...(profiles && {
        workloadProfiles: profiles.map(({ name, type }) => ({
          name,
          workloadProfileType: type,
          ...(type !== 'Consumption' && { minimumCount: 0, maximumCount: 1 }),
        })),
      }),
    });
    const values = { acaEnvironmentName: 'theirs', gpuProfile };
    expect((await nameFates(await tunedProject(), sample, naming(values))).acaEnvironmentName).toMatchObject({
      fate: 'conflict',
      reason: expect.stringMatching(new RegExp(reason, 'i')),
    });
    const plan = await planFor(values);
    expect(checkOf(plan, 'profile').state).toBe('failed');
    expect(checkOf(plan, 'names').state).toBe('passed');
  },
);

test('an app that is there is updated, and cannot move to another environment', async () => {
  await startLocalAzure();
  const project = await provisionedProject();
  expect((await nameFates(project, sample, naming())).acaAppName.fate).toBe('update');
  const moved = await nameFates(project, sample, naming({ acaEnvironmentName: 'another' }));
  expect(moved.acaAppName).toMatchObject({
    fate: 'conflict',
    reason: expect.stringContaining('cannot be moved'),
  });
  expect(moved.acaEnvironmentName.fate).toBe('create');
});

test('another region than that of what is there is a conflict', async () => {
  await startLocalAzure();
  const fates = await nameFates(await tunedProject(), sample, naming({ location: 'westeurope' }));
  expect(fates.storageAccountName).toMatchObject({
    fate: 'conflict',
    reason: expect.stringContaining('eastus'),
  });
  expect(fates.acaAppName.fate).toBe('create');
});

test('a mount of another share is a conflict, and a new share begins empty', async () => {
  await startLocalAzure();
  const fates = await nameFates(
    await tunedProject(),
    sample,
    naming({ fileShareName: 'new-share', acaEnvironmentStorageName: 'aienvstoragew3mc7' }),
  );
  expect(fates.fileShareName).toMatchObject({ fate: 'create', reason: expect.stringContaining('empty') });
  expect(fates.acaEnvironmentStorageName).toMatchObject({
    fate: 'conflict',
    reason: expect.stringContaining('aistoragew3mc7/aifilesharew3mc7'),
  });
});

test('a name for an account is new only when nobody in Azure has it', async () => {
  await startLocalAzure();
  const { subscriptionId } = sample;
  const options = [credentialFor(subscriptionId), subscriptionId, armClientOptions()] as const;
  const location = 'eastus';
  await new ResourceManagementClient(...options).resourceGroups.createOrUpdate('rg-of-another', { location });
  await new StorageManagementClient(...options).storageAccounts.create('rg-of-another', 'takenbyothers', {
    location,
    kind: 'StorageV2',
    sku: { name: 'Standard_LRS' },
  });
  const project = await tunedProject();
  const fateOf = async (storageAccountName: string) =>
    (await nameFates(project, sample, naming({ storageAccountName }))).storageAccountName.fate;
  expect(await fateOf('takenbyothers')).toBe('conflict');
  expect(await fateOf('stillfree')).toBe('create');
});
