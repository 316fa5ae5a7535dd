import type { ContainerApp } from '@azure/arm-appcontainers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idleApp, refusalCode } from './idle-app.ts';
import { GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

type Template = NonNullable<ContainerApp['template']>;
type Container = NonNullable<Template['containers']>[number];

let azure: TestEmulator;
let environmentId: string;
beforeAll(async () => {
  azure = await startEmulator();
  const workloadProfiles = [{ name: 'Consumption', workloadProfileType: 'Consumption' }];
  const { id = '' } = await azure.apps.managedEnvironments.createOrUpdate(
    GROUP,
    'env',
    { location: 'eastus', workloadProfiles },
    QUICK,
  );
  environmentId = id;
});
afterAll(() => azure.close());

const main: Container = { name: 'main', image: 'python' };
const withContainer = (changes: Container): Template => ({ containers: [{ ...main, ...changes }] });
const withProbe = (probe: object) => withContainer({ probes: [{ type: 'Liveness', ...probe }] });
const tcpSocket = { port: 8000 };
const FIELD = 'InvalidParameterValueInContainerTemplate';

test.each<[string, Template, string]>([
  ['no container', { containers: [] }, 'ContainerAppCreateMustContainContainer'],
  ['a container without an image', withContainer({ image: '' }), 'ContainerAppImageRequired'],
  ['two containers of one name', { containers: [main, main] }, FIELD],
  ['an init container of a container’s name', { containers: [main], initContainers: [main] }, FIELD],
  ['a container name in capitals', withContainer({ name: 'Main' }), FIELD],
  [
    'a secret that is not there',
    withContainer({ env: [{ name: 'A', secretRef: 'none' }] }),
    'ContainerAppSecretRefNotFound',
  ],
  [
    'a mount of no volume',
    withContainer({ volumeMounts: [{ volumeName: 'none', mountPath: '/mount' }] }),
    'ContainerAppInvalidVolumeMount',
  ],
  [
    'a mount at a relative path',
    {
      ...withContainer({ volumeMounts: [{ volumeName: 'own', mountPath: 'mount' }] }),
      volumes: [{ name: 'own', storageType: 'EmptyDir' }],
    },
    FIELD,
  ],
  ['two volumes of one name', { containers: [main], volumes: [{ name: 'own' }, { name: 'own' }] }, FIELD],
  [
    'an unknown storage',
    { containers: [main], volumes: [{ name: 'share', storageType: 'AzureFile', storageName: 'none' }] },
    'ManagedEnvironmentStorageNotFound',
  ],
  [
    'a share over NFS',
    { containers: [main], volumes: [{ name: 'share', storageType: 'NfsAzureFile' }] },
    'NotImplementedByLocalAzure',
  ],
  [
    'cores and memory that do not go together',
    withContainer({ resources: { cpu: 1, memory: '4Gi' } }),
    'ContainerAppInvalidResourceTotal',
  ],
  [
    'more cores than the profile gives',
    withContainer({ resources: { cpu: 8, memory: '16Gi' } }),
    'ContainerAppInvalidResourceTotal',
  ],
  ['memory in no known unit', withContainer({ resources: { cpu: 0.5, memory: '512Mi' } }), FIELD],
  ['no cores', withContainer({ resources: { cpu: 0, memory: '1Gi' } }), FIELD],
  ['a probe of nothing', withProbe({}), FIELD],
  ['a probe without a port', withProbe({ tcpSocket: { port: 0 } }), FIELD],
  ['a probe that waits too long', withProbe({ tcpSocket, initialDelaySeconds: 61 }), FIELD],
  ['a probe without pause', withProbe({ tcpSocket, periodSeconds: 0 }), FIELD],
  ['a liveness probe that must pass twice', withProbe({ tcpSocket, successThreshold: 2 }), FIELD],
  [
    'two probes of one type',
    withContainer({
      probes: [
        { type: 'Startup', tcpSocket },
        { type: 'Startup', tcpSocket },
      ],
    }),
    FIELD,
  ],
  [
    'more replicas at least than at most',
    { containers: [main], scale: { minReplicas: 3, maxReplicas: 2 } },
    FIELD,
  ],
  ['too many replicas', { containers: [main], scale: { maxReplicas: 1001 } }, FIELD],
  ['no replica at all', { containers: [main], scale: { maxReplicas: 0 } }, FIELD],
  ['a scale rule of no kind', { containers: [main], scale: { rules: [{ name: 'empty' }] } }, FIELD],
  ['a suffix with a dot', { containers: [main], revisionSuffix: 'v1.2' }, 'ContainerAppInvalidRevisionName'],
  [
    'a revision name that is too long',
    { containers: [main], revisionSuffix: 'a'.repeat(46) },
    'ContainerAppInvalidRevisionName',
  ],
  ['a grace that is too long', { containers: [main], terminationGracePeriodSeconds: 601 }, FIELD],
])('a template with %s is refused', async (_, template, code) => {
  expect(await refusalCode(azure, idleApp(environmentId, { template }))).toBe(code);
});
