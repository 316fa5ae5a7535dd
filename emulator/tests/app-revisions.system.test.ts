import type { ContainerApp } from '@azure/arm-appcontainers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askApp } from './ask-app.ts';
import { appOf, eventually, prepareEnvironment, putApp, ready } from './container-app-fixture.ts';
import { idleApp, idleTemplate } from './idle-app.ts';
import { all, GROUP, startEmulator, type TestEmulator } from './start-emulator.ts';

type Template = NonNullable<ContainerApp['template']>;

let azure: TestEmulator;
let environmentId: string;
beforeAll(async () => {
  azure = await startEmulator();
  environmentId = await prepareEnvironment(azure);
});
afterAll(() => azure.close());

const revisionsOf = (app: string) => all(azure.apps.containerAppsRevisions.listRevisions(GROUP, app));
const latest = async (app: string) => (await azure.apps.containerApps.get(GROUP, app)).latestRevisionName;

describe('a revision', () => {
  beforeAll(async () => {
    await putApp(azure, 'versions', idleApp(environmentId));
  });
  const put = async (template: Template, configuration: ContainerApp['configuration'] = {}) => {
    const before = await latest('versions');
    await putApp(azure, 'versions', idleApp(environmentId, { template, configuration }));
    return { before, after: await latest('versions') };
  };

  test.each<[string, (template: Template) => Template, ContainerApp['configuration']]>([
    ['the same template again', (template) => template, {}],
    ['its members in another order', ({ scale, containers }) => ({ scale, containers }), {}],
    [
      'the service’s defaults spelled out',
      (template) => ({
        ...template,
        revisionSuffix: '',
        volumes: [],
        scale: { cooldownPeriod: 300, pollingInterval: 30, ...template.scale },
        containers: template.containers?.map((container) => ({
          ...container,
          env: [],
          resources: { cpu: 0.5, memory: '1.0Gi' },
        })),
      }),
      {},
    ],
    ['other secrets', (template) => template, { secrets: [{ name: 'new', value: 'word' }] }],
    ['another ingress', (template) => template, { ingress: { external: false, targetPort: 9000 } }],
  ])('is not made for %s', async (_, change, configuration) => {
    const { before, after } = await put(change(idleTemplate()), configuration);
    expect(after).toBe(before);
  });

  test.each<[string, (template: Template) => Template]>([
    [
      'another image',
      (template) => ({
        ...template,
        containers: template.containers?.map((container) => ({ ...container, image: 'python:3.12' })),
      }),
    ],
    [
      'another variable',
      (template) => ({
        ...template,
        containers: template.containers?.map((container) => ({
          ...container,
          env: [{ name: 'A', value: 'b' }],
        })),
      }),
    ],
    ['another scale', (template) => ({ ...template, scale: { minReplicas: 0, maxReplicas: 3 } })],
    ['another suffix', (template) => ({ ...template, revisionSuffix: 'named' })],
  ])('is made for %s', async (_, change) => {
    const { before, after } = await put(change(idleTemplate()));
    expect(after).not.toBe(before);
  });

  test('has its suffix for itself', async () => {
    const template = { ...idleTemplate(), revisionSuffix: 'named', scale: { maxReplicas: 7 } };
    await expect(put(template)).rejects.toMatchObject({
      code: 'InvalidParameterValueInContainerTemplate',
      message: expect.stringContaining('revision with suffix named already exists'),
    });
  });

  test('cannot be asked about under a name that none has', async () => {
    await expect(
      azure.apps.containerAppsRevisions.getRevision(GROUP, 'versions', 'versions--none'),
    ).rejects.toMatchObject({ statusCode: 404, code: 'RevisionNotFound' });
  });
});

test('a revision that never gets ready leaves the traffic to the one before it', async () => {
  await putApp(azure, 'careful', appOf(environmentId, 'still here'));
  const before = await ready(azure, 'careful');
  const broken = appOf(environmentId, 'never');
  const [container] = broken.template?.containers ?? [];
  if (container) container.command = ['/bin/bash', '-c', 'exit 3'];
  await putApp(azure, 'careful', broken);
  const failed = await latest('careful');
  await eventually(async () =>
    expect(await revisionsOf('careful')).toMatchObject([
      { name: before.latestRevisionName, active: true, trafficWeight: 100 },
      { name: failed, runningState: 'Failed', trafficWeight: 0 },
    ]),
  );
  expect((await azure.apps.containerApps.get(GROUP, 'careful')).latestReadyRevisionName).toBe(
    before.latestRevisionName,
  );
  expect(await askApp(azure.url(), before.configuration?.ingress?.fqdn ?? '')).toMatchObject({ status: 200 });
});

test('inactive revisions beyond the number that the app keeps are forgotten, the oldest first', async () => {
  const configuration = { activeRevisionsMode: 'Multiple', maxInactiveRevisions: 1 };
  for (const revisionSuffix of ['a', 'b', 'c']) {
    const template = { ...idleTemplate(), revisionSuffix };
    await putApp(azure, 'tidy', idleApp(environmentId, { configuration, template }));
  }
  for (const name of ['tidy--a', 'tidy--b']) {
    await azure.apps.containerAppsRevisions.deactivateRevision(GROUP, 'tidy', name);
  }
  await eventually(async () =>
    expect((await revisionsOf('tidy')).map(({ name }) => name)).toEqual(['tidy--b', 'tidy--c']),
  );
});
