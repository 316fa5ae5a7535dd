import { afterAll, beforeAll, expect, test } from 'vitest';
import { askApp } from './ask-app.ts';
import { appOf, eventually, putApp, ready } from './container-app-fixture.ts';
import { QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const GROUPS = ['rg-one', 'rg-two'] as const;
const APP = 'twin';
const REVISION = 'twin--v1';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  await Promise.all(GROUPS.map(runTwin));
});
afterAll(() => azure.close());

/** An environment and in it an app, all under the same names in each group. */
async function runTwin(group: string): Promise<void> {
  await azure.resources.resourceGroups.createOrUpdate(group, { location: 'eastus' });
  const { id = '' } = await azure.apps.managedEnvironments.createOrUpdate(
    group,
    'twin-env',
    { location: 'eastus' },
    QUICK,
  );
  const app = appOf(id, group);
  const containers = app.template?.containers?.map((container) => ({ ...container, volumeMounts: [] }));
  app.template = { ...app.template, containers, volumes: [], revisionSuffix: 'v1' };
  await putApp(azure, APP, app, group);
  await ready(azure, APP, group);
}

const domainOf = async (group: string) =>
  (await azure.apps.containerApps.get(group, APP)).configuration?.ingress?.fqdn ?? '';
const replicasOf = async (group: string) =>
  (await azure.apps.containerAppsRevisionReplicas.listReplicas(group, APP, REVISION)).value;
const namesOf = async (group: string) => (await replicasOf(group)).map(({ name }) => name);
const read = async (group: string, url: string) => {
  const { token } = await azure.apps.containerApps.getAuthToken(group, APP);
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).text();
};
/** What has happened to the app, without the lines about this very reading. */
const systemLog = async (group: string) => {
  const { eventStreamEndpoint = '' } = await azure.apps.containerApps.get(group, APP);
  const lines = (await read(group, `${eventStreamEndpoint}?tailLines=300`)).split('\n');
  return lines.filter((line) => line.includes(`"ContainerAppName":"${APP}"`)).join('\n');
};

test.each(GROUPS)('the app in %s answers for itself', async (group) => {
  const answer = await askApp(azure.url(), await domainOf(group));
  expect(answer).toEqual({ status: 200, body: `${group} from ${REVISION}` });
});

test('each app has its own replica, and each replica its own lines', async () => {
  const [one, two] = await Promise.all(GROUPS.map(replicasOf));
  expect(one).toHaveLength(1);
  expect(two).toHaveLength(1);
  expect(one?.[0]?.name).not.toBe(two?.[0]?.name);
  const endpoint = two?.[0]?.containers?.[0]?.logStreamEndpoint ?? '';
  await eventually(async () => {
    const log = await read('rg-two', `${endpoint}?output=text&tailLines=300`);
    expect(log).toContain('serving rg-two');
    expect(log).not.toContain('rg-one');
  });
});

test('an environment takes no second app of one name, for the two would share a domain', async () => {
  const { id = '' } = await azure.apps.managedEnvironments.get('rg-two', 'twin-env');
  await azure.resources.resourceGroups.createOrUpdate('rg-three', { location: 'eastus' });
  await expect(putApp(azure, APP, appOf(id, 'intruder'), 'rg-three')).rejects.toMatchObject({
    statusCode: 409,
    code: 'Conflict',
    message: expect.stringContaining('rg-two'),
  });
  await expect(azure.apps.containerApps.get('rg-three', APP)).rejects.toMatchObject({ statusCode: 404 });
});

test('a restart and the removal of one app leave the other alone', async () => {
  const [before, untouched] = await Promise.all(GROUPS.map(namesOf));
  const quiet = await systemLog('rg-two');
  await azure.apps.containerAppsRevisions.restartRevision('rg-one', APP, REVISION);
  await eventually(async () => {
    const names = await namesOf('rg-one');
    expect(names).toHaveLength(1);
    expect(names).not.toEqual(before);
  });
  expect(await systemLog('rg-one')).toContain('StoppingContainer');
  await azure.apps.containerApps.delete('rg-one', APP, QUICK);
  expect(await namesOf('rg-two')).toEqual(untouched);
  expect(await systemLog('rg-two')).toBe(quiet);
  expect(await askApp(azure.url(), await domainOf('rg-two'))).toMatchObject({ status: 200 });
});
