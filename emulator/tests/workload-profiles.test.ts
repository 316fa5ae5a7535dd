import { afterAll, beforeAll, expect, test } from 'vitest';
import { GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const PROFILES = [
  { name: 'Consumption', workloadProfileType: 'Consumption' },
  { name: 'nodes', workloadProfileType: 'D4', minimumCount: 1, maximumCount: 2 },
];

let azure: TestEmulator;
const put = (name: string, changes: object) =>
  azure.apps.managedEnvironments.createOrUpdate(GROUP, name, { location: 'eastus', ...changes }, QUICK);
beforeAll(async () => {
  azure = await startEmulator();
  await put('env', { workloadProfiles: PROFILES });
});
afterAll(() => azure.close());

test.each<[string, object, string]>([
  [
    'counts for a serverless GPU',
    { name: 'gpu', workloadProfileType: 'Consumption-GPU-NC8as-T4', minimumCount: 0 },
    'WorkloadProfilePropertyNotSupported',
  ],
  [
    'counts for the consumption profile',
    { name: 'more', workloadProfileType: 'Consumption', maximumCount: 1 },
    'WorkloadProfilePropertyNotSupported',
  ],
  [
    'no counts for nodes',
    { name: 'few', workloadProfileType: 'E4', minimumCount: 0 },
    'WorkloadProfilePropertyRequired',
  ],
  [
    'more nodes at least than at most',
    { name: 'few', workloadProfileType: 'E4', minimumCount: 2, maximumCount: 1 },
    'WorkloadProfileInvalidCount',
  ],
  ['an unknown type', { name: 'huge', workloadProfileType: 'NC999-H100' }, 'WorkloadProfileInvalidType'],
  ['one name twice', { name: 'nodes', workloadProfileType: 'Consumption' }, 'WorkloadProfileDuplicateName'],
  [
    'more cores than the quota',
    { name: 'many', workloadProfileType: 'D32', minimumCount: 0, maximumCount: 4 },
    'WorkloadProfileMaximumCoresConstraint',
  ],
  [
    'GPU nodes after its creation',
    { name: 'gpu', workloadProfileType: 'NC24-A100', minimumCount: 0, maximumCount: 1 },
    'WorkloadProfileNotSupportedForUpdate',
  ],
])('an environment with %s is refused', async (_, profile, code) => {
  await expect(put('env', { workloadProfiles: [...PROFILES, profile] })).rejects.toMatchObject({
    statusCode: 400,
    code,
  });
});

test('a serverless GPU profile can be added later, in any spelling', async () => {
  const gpu = { name: 'gpu', workloadProfileType: 'consumption-gpu-nc24-a100' };
  const { workloadProfiles } = await put('env', { workloadProfiles: [...PROFILES, gpu] });
  expect(workloadProfiles?.at(-1)).toEqual({ name: 'gpu', workloadProfileType: 'Consumption-GPU-NC24-A100' });
});

test('a region that lacks profiles refuses them, and no others', async () => {
  await expect(put('fault-no-profile-env', { workloadProfiles: PROFILES })).rejects.toMatchObject({
    code: 'WorkloadProfileInvalidType',
    message: "Workload profile type 'D4' is invalid.",
  });
  await put('fault-no-profile-env', { workloadProfiles: PROFILES.slice(0, 1) });
});
