import { afterAll, beforeAll, expect, test } from 'vitest';
import { putApp } from './container-app-fixture.ts';
import { idleApp } from './idle-app.ts';
import { APP_PROVIDER, rawArm } from './raw-arm.ts';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const ENVIRONMENT = `${APP_PROVIDER}/managedEnvironments/env`;
const PROFILES = [
  { name: 'Consumption', workloadProfileType: 'Consumption' },
  { name: 'nodes', workloadProfileType: 'D4', minimumCount: 1, maximumCount: 2 },
];
const LOGS = {
  destination: 'log-analytics',
  logAnalyticsConfiguration: { customerId: '0f0f0f0f-0000-4000-8000-000000000000', sharedKey: 'hidden' },
};

let azure: TestEmulator;
let environmentId: string;
const put = (name: string, changes: object = {}, location = 'eastus') =>
  azure.apps.managedEnvironments.createOrUpdate(GROUP, name, { location, ...changes }, QUICK);
beforeAll(async () => {
  azure = await startEmulator();
  const { id } = await put('env', { workloadProfiles: PROFILES.slice(1), appLogsConfiguration: LOGS });
  environmentId = id ?? '';
});
afterAll(() => azure.close());

test('an environment is answered with the defaults of the service, and never the key of its workspace', async () => {
  const { status, body } = await rawArm(azure, 'GET', ENVIRONMENT, undefined, '2026-07-01');
  expect(status).toBe(200);
  expect(body?.properties).toEqual({
    provisioningState: 'Succeeded',
    defaultDomain: expect.stringMatching(/^[a-z]+-[0-9a-f]{8}\.eastus\./),
    staticIp: '127.0.0.1',
    appLogsConfiguration: {
      destination: 'log-analytics',
      logAnalyticsConfiguration: { customerId: LOGS.logAnalyticsConfiguration.customerId },
    },
    customDomainConfiguration: { customDomainVerificationId: expect.stringMatching(/^[0-9A-F]{64}$/) },
    daprConfiguration: { version: expect.any(String) },
    kedaConfiguration: { version: expect.any(String) },
    peerAuthentication: { mtls: { enabled: false } },
    peerTrafficConfiguration: { encryption: { enabled: false } },
    publicNetworkAccess: 'Enabled',
    environmentMode: 'WorkloadProfiles',
    eventStreamEndpoint: expect.stringContaining('/managedEnvironments/env/eventstream'),
    workloadProfiles: PROFILES,
    zoneRedundant: false,
  });
});

test('a profile is read as the Azure command line writes it, with a capital letter', async () => {
  const workloadProfiles = [{ Name: 'Consumption', workloadProfileType: 'Consumption' }];
  const content = { location: 'eastus', properties: { workloadProfiles } };
  const { body } = await rawArm(azure, 'PUT', `${ENVIRONMENT}-capital`, content);
  expect(body?.properties).toMatchObject({ workloadProfiles: PROFILES.slice(0, 1) });
});

test('a patch keeps what it does not name, also the key', async () => {
  await azure.apps.managedEnvironments.update(
    GROUP,
    'env',
    { location: 'eastus', tags: { a: 'b' }, appLogsConfiguration: { destination: 'log-analytics' } },
    QUICK,
  );
  expect(await azure.apps.managedEnvironments.get(GROUP, 'env')).toMatchObject({
    tags: { a: 'b' },
    workloadProfiles: PROFILES,
    appLogsConfiguration: {
      logAnalyticsConfiguration: { customerId: LOGS.logAnalyticsConfiguration.customerId },
    },
  });
});

test('an environment gives tokens for its log streams', async () => {
  expect(await azure.apps.managedEnvironments.getAuthToken(GROUP, 'env')).toMatchObject({
    token: expect.any(String),
    expires: expect.any(Date),
  });
});

test('a name is available until an app of the environment has it', async () => {
  const check = (name: string) =>
    azure.apps.namespaces.checkNameAvailability(GROUP, 'env', { name, type: 'Microsoft.App/containerApps' });
  expect(await check('web')).toMatchObject({ nameAvailable: true });
  expect(await check('W')).toMatchObject({ nameAvailable: false, reason: 'Invalid' });
  await putApp(azure, 'web', idleApp(environmentId, { workloadProfileName: 'nodes' }));
  expect(await check('web')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
});

test('an environment with apps stays, and so does a profile that one runs on', async () => {
  await expect(azure.apps.managedEnvironments.delete(GROUP, 'env', QUICK)).rejects.toMatchObject({
    statusCode: 409,
    code: 'ManagedEnvironmentHasContainerApps',
    message: expect.stringContaining('1 Container Apps'),
  });
  await expect(put('env', { workloadProfiles: PROFILES.slice(0, 1) })).rejects.toMatchObject({
    code: 'WorkloadProfileInUse',
  });
});

test.each<[string, object, string]>([
  [
    'logs that go to an unknown place',
    { appLogsConfiguration: { destination: 'disk' } },
    'InvalidLogDestination',
  ],
  [
    'a workspace without its key',
    { appLogsConfiguration: { ...LOGS, logAnalyticsConfiguration: { customerId: 'x' } } },
    'LogAnalyticsConfigurationRequired',
  ],
])('%s are refused', async (_, changes, code) => {
  await expect(put('elsewhere', changes)).rejects.toMatchObject({ statusCode: 400, code });
});

test('a name with an underscore is refused', async () => {
  await expect(put('my_env')).rejects.toMatchObject({ code: 'ManagedEnvironmentInvalidName' });
});

test('a region takes fifteen environments', async () => {
  for (let count = 0; count < 15; count += 1) await put(`full-${count}`, {}, 'uksouth');
  await expect(put('full', {}, 'uksouth')).rejects.toMatchObject({
    code: 'MaxNumberOfRegionalEnvironmentsInSubExceeded',
    message: expect.stringContaining('more than 15 Container App Environments in UK South'),
  });
});

test('the provider tells its operations, and a region what it bills', async () => {
  const operations = await all(azure.apps.operations.list());
  expect(operations.map(({ name }) => name)).toContain('microsoft.app/containerapps/write');
  const { value } = await azure.apps.billingMeters.get('eastus');
  expect(value[0]).toMatchObject({ type: 'Microsoft.App/billingMeters', location: 'East US' });
});
