import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { prepareEnvironment } from './container-app-fixture.ts';
import { idleApp } from './idle-app.ts';
import { APP_PROVIDER, rawArm } from './raw-arm.ts';
import { GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const RG = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}`;
const APP = `${APP_PROVIDER}/containerApps/versioned`;
const ENVIRONMENT = `${APP_PROVIDER}/managedEnvironments/test-env`;
const ACCOUNT = `${RG}/providers/Microsoft.Storage/storageAccounts/appaccount`;
const object = z.record(z.string(), z.unknown());
const page = z.object({ value: object.array() });

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  const environmentId = await prepareEnvironment(azure);
  await azure.apps.containerApps.createOrUpdate(GROUP, 'versioned', idleApp(environmentId), QUICK);
});
afterAll(() => azure.close());

const get = async (path: string, version: string) =>
  object.parse((await rawArm(azure, 'GET', path, undefined, version)).body);
const membersOf = (value: unknown, ...path: string[]) =>
  Object.keys(path.reduce((at, key) => object.parse(object.parse(at)[key]), object.parse(value))).sort();

/** What Microsoft.App published of an environment by 2023-05-01, as far as it is answered at all. */
const ENVIRONMENT_2023 = [
  'customDomainConfiguration',
  'daprConfiguration',
  'defaultDomain',
  'eventStreamEndpoint',
  'kedaConfiguration',
  'peerAuthentication',
  'provisioningState',
  'staticIp',
  'zoneRedundant',
];

test('an environment has the members of Microsoft.App 2023-05-01 and 2024-03-01, and no others', async () => {
  const old = await get(ENVIRONMENT, '2023-05-01');
  expect(membersOf(old, 'properties')).toEqual(ENVIRONMENT_2023);
  const later = await get(ENVIRONMENT, '2024-03-01');
  expect(membersOf(later, 'properties')).toEqual([...ENVIRONMENT_2023, 'peerTrafficConfiguration'].sort());
  const newest = await get(ENVIRONMENT, '2026-07-01');
  expect(membersOf(newest, 'properties')).toEqual(
    [...ENVIRONMENT_2023, 'peerTrafficConfiguration', 'publicNetworkAccess', 'environmentMode'].sort(),
  );
});

test('an app has no running status and no times of its scaler before 2025-01-01, alone and in a list', async () => {
  for (const version of ['2023-05-01', '2024-03-01']) {
    const { value } = page.parse(await get(`${APP_PROVIDER}/containerApps`, version));
    for (const app of [await get(APP, version), ...value]) {
      expect(membersOf(app, 'properties')).not.toContain('runningStatus');
      expect(membersOf(app, 'properties')).toContain('environmentId');
      expect(membersOf(app, 'properties', 'template', 'scale')).toEqual(['maxReplicas', 'minReplicas']);
    }
  }
  const newest = await get(APP, '2026-07-01');
  expect(membersOf(newest, 'properties')).toContain('runningStatus');
  expect(membersOf(newest, 'properties', 'template', 'scale')).toEqual([
    'cooldownPeriod',
    'maxReplicas',
    'minReplicas',
    'pollingInterval',
  ]);
});

test('a write is answered in its version too, and takes nothing from what is kept', async () => {
  const { status, body } = await rawArm(azure, 'PUT', ENVIRONMENT, { location: 'eastus' }, '2022-03-01');
  expect(status).toBe(200);
  expect(membersOf(body, 'properties')).toEqual([
    'defaultDomain',
    'provisioningState',
    'staticIp',
    'zoneRedundant',
  ]);
  expect(membersOf(await get(ENVIRONMENT, '2024-03-01'), 'properties')).toContain('kedaConfiguration');
});

test('an account of Microsoft.Storage 2023-01-01 has what that version has, and 2019-04-01 less', async () => {
  const of2023 = await get(ACCOUNT, '2023-01-01');
  expect(membersOf(of2023, 'properties')).toEqual([
    'accessTier',
    'allowBlobPublicAccess',
    'allowCrossTenantReplication',
    'creationTime',
    'encryption',
    'keyCreationTime',
    'minimumTlsVersion',
    'networkAcls',
    'primaryEndpoints',
    'primaryLocation',
    'privateEndpointConnections',
    'provisioningState',
    'statusOfPrimary',
    'supportsHttpsTrafficOnly',
  ]);
  const of2019 = await get(ACCOUNT, '2019-04-01');
  for (const later of ['allowCrossTenantReplication', 'keyCreationTime', 'privateEndpointConnections']) {
    expect(membersOf(of2019, 'properties')).not.toContain(later);
  }
  expect(membersOf(of2019, 'properties', 'encryption', 'services', 'file')).toEqual([
    'enabled',
    'lastEnabledTime',
  ]);
});

test('keys tell when they were made from 2021-02-01 on', async () => {
  const keysAt = async (version: string) => {
    const { body } = await rawArm(azure, 'POST', `${ACCOUNT}/listKeys`, {}, version);
    return z
      .object({ keys: object.array() })
      .parse(body)
      .keys.flatMap((key) => membersOf(key));
  };
  expect(await keysAt('2021-01-01')).not.toContain('creationTime');
  expect(await keysAt('2021-02-01')).toContain('creationTime');
});

test('reference() sees a resource as of the api-version that it names', async () => {
  const at = (version: string) => ({
    type: 'object',
    value: `[reference('${ENVIRONMENT}', '${version}')]`,
  });
  const deployment = await azure.deployments.deployments.createOrUpdate(
    GROUP,
    'referring',
    {
      properties: {
        mode: 'Incremental',
        template: {
          $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
          contentVersion: '1.0.0.0',
          resources: [],
          outputs: { old: at('2022-03-01'), later: at('2024-03-01') },
        },
      },
    },
    QUICK,
  );
  const { outputs } = object.parse(deployment.properties);
  expect(membersOf(outputs, 'old', 'value')).not.toContain('kedaConfiguration');
  expect(membersOf(outputs, 'later', 'value')).toContain('kedaConfiguration');
});
