import type { ContainerApp } from '@azure/arm-appcontainers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putApp } from './container-app-fixture.ts';
import { idleApp, refusalCode } from './idle-app.ts';
import { APP_PROVIDER, rawArm } from './raw-arm.ts';
import { GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

type Configuration = NonNullable<ContainerApp['configuration']>;

let azure: TestEmulator;
let environmentId: string;
beforeAll(async () => {
  azure = await startEmulator();
  const workloadProfiles = [
    { name: 'Consumption', workloadProfileType: 'Consumption' },
    { name: 'nodes', workloadProfileType: 'D4', minimumCount: 1, maximumCount: 1 },
  ];
  const { id = '' } = await azure.apps.managedEnvironments.createOrUpdate(
    GROUP,
    'env',
    { location: 'eastus', workloadProfiles },
    QUICK,
  );
  environmentId = id;
});
afterAll(() => azure.close());

const refusal = (app: Partial<ContainerApp>, name?: string) =>
  refusalCode(azure, idleApp(environmentId, app), name);

test.each<[string, Configuration, string]>([
  ['a secret without a value', { secrets: [{ name: 'empty' }] }, 'ContainerAppSecretInvalid'],
  ['a secret name in capitals', { secrets: [{ name: 'A_B', value: 'c' }] }, 'ContainerAppInvalidSecretName'],
  [
    'a secret in a key vault',
    { secrets: [{ name: 'a', keyVaultUrl: 'https://v.vault.azure.net/secrets/a', identity: 'system' }] },
    'NotImplementedByLocalAzure',
  ],
  [
    'a registry with a scheme',
    { registries: [{ server: 'https://r.azurecr.io' }] },
    'ContainerAppInvalidRegistryServerValue',
  ],
  [
    'a registry password that is no secret',
    { registries: [{ server: 'r.azurecr.io', username: 'me', passwordSecretRef: 'none' }] },
    'ContainerAppSecretRefNotFound',
  ],
  ['a port beyond all', { ingress: { targetPort: 65_536 } }, 'ContainerAppInvalidIngressPort'],
  [
    'sticky sessions in multiple mode',
    { activeRevisionsMode: 'Multiple', ingress: { stickySessions: { affinity: 'sticky' } } },
    'ContainerAppInvalidIngressStickySessionRevisionMode',
  ],
  ['Dapr', { dapr: { enabled: true, appId: 'app' } }, 'NotImplementedByLocalAzure'],
  ['an unknown mode', { activeRevisionsMode: 'Several' }, 'InvalidRequestContent'],
])('a configuration with %s is refused', async (_, configuration, code) => {
  expect(await refusal({ configuration })).toBe(code);
});

describe('an app is refused', () => {
  test.each(['a', 'Web', '1web', 'web-', 'we--b', 'a'.repeat(33)])('under the name %s', async (name) => {
    expect(await refusal({}, name)).toBe('ContainerAppInvalidName');
  });

  test('in a region other than its environment’s', async () => {
    expect(await refusal({ location: 'westus2' })).toBe('InvalidContainerAppLocation');
  });

  test('without an environment, and in one that is not there', async () => {
    expect(await refusal({ environmentId: '' })).toBe('InvalidManagedEnvironmentId');
    expect(await refusal({ environmentId: `${environmentId}x` })).toBe('ManagedEnvironmentNotFound');
  });

  test('on a workload profile that its environment does not have', async () => {
    expect(await refusal({ workloadProfileName: 'none' })).toBe('WorkloadProfileNotFound');
  });

  test('on a node that is too small for it', async () => {
    const resources = { cpu: 4, memory: '17Gi' };
    const template = { containers: [{ name: 'main', image: 'python', resources }] };
    expect(await refusal({ workloadProfileName: 'nodes', template })).toBe(
      'ContainerAppInvalidResourceTotal',
    );
  });

  test('when it would move to another environment', async () => {
    await putApp(azure, 'settled', idleApp(environmentId));
    const { id } = await azure.apps.managedEnvironments.createOrUpdate(
      GROUP,
      'other',
      { location: 'eastus' },
      QUICK,
    );
    await expect(putApp(azure, 'settled', idleApp(id ?? '', { template: undefined }))).rejects.toMatchObject({
      code: 'ContainerAppEnvironmentMismatch',
    });
  });

  test('with a body that is of no use, always in the service’s shape', async () => {
    for (const properties of [
      { template: 'text' },
      { environmentId, template: { containers: [{ name: 'a', image: 'b', probes: [{ type: 'Odd' }] }] } },
      { environmentId, template: { containers: [null] } },
      { environmentId, template: { containers: [{ name: {}, image: [] }] } },
      { environmentId, configuration: { ingress: { targetPort: 1e99 } } },
    ]) {
      const { status, body } = await rawArm(azure, 'PUT', `${APP_PROVIDER}/containerApps/odd`, {
        location: 'eastus',
        properties,
      });
      expect(status).toBe(400);
      expect(body?.error).toMatchObject({ code: 'InvalidRequestContent', message: expect.any(String) });
    }
  });
});
