import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askApp } from './ask-app.ts';
import { appOf, eventually, prepareEnvironment, putApp, ready } from './container-app-fixture.ts';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

let azure: TestEmulator;
let environmentId: string;
let fqdn: string;
beforeAll(async () => {
  azure = await startEmulator();
  environmentId = await prepareEnvironment(azure);
  const app = await putApp(azure, 'web', appOf(environmentId, 'hello'));
  fqdn = app.configuration?.ingress?.fqdn ?? '';
  await ready(azure, 'web');
});
afterAll(() => azure.close());

const revisionsOf = (app: string) => all(azure.apps.containerAppsRevisions.listRevisions(GROUP, app));
const replicasOf = async (app: string, revision: string) =>
  (await azure.apps.containerAppsRevisionReplicas.listReplicas(GROUP, app, revision)).value;
const latest = async (app: string) =>
  (await azure.apps.containerApps.get(GROUP, app)).latestRevisionName ?? '';
const deleteApp = (name: string) => azure.apps.containerApps.delete(GROUP, name, QUICK);

test('an app answers under its domain, in the environment that the service describes', async () => {
  const app = await azure.apps.containerApps.get(GROUP, 'web');
  expect(app).toMatchObject({ provisioningState: 'Succeeded', runningStatus: 'Running', environmentId });
  expect(fqdn).toMatch(/^web\.[a-z]+-[0-9a-f]{8}\.eastus\.azurecontainerapps\.localhost:\d+$/);
  expect(await askApp(azure.url(), fqdn)).toEqual({
    status: 200,
    body: `hello from ${app.latestRevisionName}`,
  });
});

test('an app sees the files of its share', async () => {
  await writeFile(join(azure.dataDir, 'files/appaccount/appshare/note.txt'), 'hello');
  expect(await askApp(azure.url(), fqdn, '/share')).toEqual({ status: 200, body: 'note.txt' });
});

test('secrets are listed by their own call alone', async () => {
  const app = await azure.apps.containerApps.get(GROUP, 'web');
  expect(app.configuration?.secrets).toEqual([{ name: 'greeting' }]);
  const { value } = await azure.apps.containerApps.listSecrets(GROUP, 'web');
  expect(value).toEqual([{ name: 'greeting', value: 'hello' }]);
});

test('a changed configuration makes no revision; a changed template does, and takes over when it is ready', async () => {
  await putApp(azure, 'changing', appOf(environmentId, 'first'));
  const before = await ready(azure, 'changing');
  await azure.apps.containerApps.update(
    GROUP,
    'changing',
    { location: 'eastus', configuration: { maxInactiveRevisions: 5 } },
    QUICK,
  );
  expect(await latest('changing')).toBe(before.latestRevisionName);

  const changed = appOf(environmentId, 'second');
  if (changed.template) changed.template.revisionSuffix = 'v2';
  await putApp(azure, 'changing', changed);
  const after = await ready(azure, 'changing');
  expect(after.latestRevisionName).toBe('changing--v2');
  const domain = after.configuration?.ingress?.fqdn ?? '';
  expect(await askApp(azure.url(), domain)).toMatchObject({ body: 'second from changing--v2' });
  await eventually(async () => {
    const states = (await revisionsOf('changing')).map(({ name, active, trafficWeight }) => ({
      name,
      active,
      trafficWeight,
    }));
    expect(states).toEqual([
      { name: before.latestRevisionName, active: false, trafficWeight: 0 },
      { name: 'changing--v2', active: true, trafficWeight: 100 },
    ]);
  });
  await deleteApp('changing');
});

test('a restart replaces the replica under the same revision', async () => {
  const revision = await latest('web');
  const [before] = await replicasOf('web', revision);
  await azure.apps.containerAppsRevisions.restartRevision(GROUP, 'web', revision);
  await eventually(async () => {
    const names = (await replicasOf('web', revision)).map(({ name }) => name);
    expect(names).toHaveLength(1);
    expect(names).not.toContain(before?.name);
  });
  await eventually(async () => expect(await askApp(azure.url(), fqdn)).toMatchObject({ status: 200 }));
});

test('a stopped app answers no one until it is started again', async () => {
  await putApp(azure, 'pausing', appOf(environmentId, 'back'));
  const domain = (await ready(azure, 'pausing')).configuration?.ingress?.fqdn ?? '';
  await azure.apps.containerApps.stop(GROUP, 'pausing', QUICK);
  expect((await azure.apps.containerApps.get(GROUP, 'pausing')).runningStatus).toBe('Stopped');
  expect(await askApp(azure.url(), domain)).toMatchObject({ status: 403 });
  await azure.apps.containerApps.start(GROUP, 'pausing', QUICK);
  await eventually(async () => expect(await askApp(azure.url(), domain)).toMatchObject({ status: 200 }));
  await deleteApp('pausing');
});

test('a deactivated revision cannot be restarted', async () => {
  await putApp(azure, 'resting', appOf(environmentId, 'zzz'));
  const revision = (await ready(azure, 'resting')).latestRevisionName ?? '';
  await azure.apps.containerAppsRevisions.deactivateRevision(GROUP, 'resting', revision);
  expect(await azure.apps.containerAppsRevisions.getRevision(GROUP, 'resting', revision)).toMatchObject({
    active: false,
    provisioningState: 'Deprovisioned',
  });
  await expect(
    azure.apps.containerAppsRevisions.restartRevision(GROUP, 'resting', revision),
  ).rejects.toMatchObject({
    statusCode: 400,
  });
  await deleteApp('resting');
});

test('an app that crashes is provisioned all the same, and its revision says why it does not run', async () => {
  const crashing = appOf(environmentId, 'never');
  const [container] = crashing.template?.containers ?? [];
  if (container) container.command = ['/bin/bash', '-c', 'echo no app here; exit 7'];
  expect(await putApp(azure, 'crashing', crashing)).toMatchObject({ provisioningState: 'Succeeded' });
  await eventually(async () => {
    expect(await revisionsOf('crashing')).toMatchObject([
      { runningState: 'Failed', healthState: 'Unhealthy' },
    ]);
  });
  await deleteApp('crashing');
});

test('deleting an app ends its address; deleting its environment needs that first', async () => {
  await putApp(azure, 'leaving', appOf(environmentId, 'bye'));
  const domain = (await ready(azure, 'leaving')).configuration?.ingress?.fqdn ?? '';
  await expect(azure.apps.managedEnvironments.delete(GROUP, 'test-env', QUICK)).rejects.toMatchObject({
    statusCode: 409,
    code: 'ManagedEnvironmentHasContainerApps',
  });
  await deleteApp('leaving');
  expect(await askApp(azure.url(), domain)).toMatchObject({ status: 404 });
});

describe('an app is refused', () => {
  test.each<[string, (app: ReturnType<typeof appOf>) => void, string]>([
    [
      'with an unknown storage',
      (app) => {
        app.template = {
          ...app.template,
          volumes: [{ name: 'share', storageType: 'AzureFile', storageName: 'nope' }],
        };
      },
      'ManagedEnvironmentStorageNotFound',
    ],
    [
      'with a missing secret',
      (app) => {
        app.configuration = { ...app.configuration, secrets: [] };
      },
      'ContainerAppSecretRefNotFound',
    ],
    [
      'in an unknown environment',
      (app) => {
        app.environmentId = `${environmentId}-nope`;
      },
      'ManagedEnvironmentNotFound',
    ],
    [
      'with a probe beyond its limits',
      (app) => {
        const probe = app.template?.containers?.[0]?.probes?.[0];
        if (probe) probe.failureThreshold = 11;
      },
      'InvalidParameterValueInContainerTemplate',
    ],
  ])('%s', async (_, spoil, code) => {
    const app = appOf(environmentId, 'refused');
    spoil(app);
    await expect(putApp(azure, 'refused', app)).rejects.toMatchObject({ code });
    await expect(azure.apps.containerApps.get(GROUP, 'refused')).rejects.toMatchObject({ statusCode: 404 });
  });

  test('under a bad name', async () => {
    await expect(putApp(azure, 'Bad--Name', appOf(environmentId, 'x'))).rejects.toMatchObject({
      code: 'ContainerAppInvalidName',
    });
  });
});
