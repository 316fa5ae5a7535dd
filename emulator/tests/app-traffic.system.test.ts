import type { ContainerApp } from '@azure/arm-appcontainers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askApp } from './ask-app.ts';
import { appOf, eventually, prepareEnvironment, putApp, ready } from './container-app-fixture.ts';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

type Traffic = NonNullable<NonNullable<ContainerApp['configuration']>['ingress']>['traffic'];

let azure: TestEmulator;
let environmentId: string;
let domain: string;
beforeAll(async () => {
  azure = await startEmulator();
  environmentId = await prepareEnvironment(azure);
  await put('one');
  domain = (await put('two')).configuration?.ingress?.fqdn ?? '';
});
afterAll(() => azure.close());

const revisionsOf = (app: string) => all(azure.apps.containerAppsRevisions.listRevisions(GROUP, app));
const split = (traffic: Traffic) =>
  azure.apps.containerApps.update(
    GROUP,
    'split',
    { location: 'eastus', configuration: { ingress: { traffic } } },
    QUICK,
  );
async function put(suffix: string) {
  const app = appOf(environmentId, 'hello');
  app.configuration = { ...app.configuration, activeRevisionsMode: 'Multiple' };
  app.template = { ...app.template, revisionSuffix: suffix };
  await putApp(azure, 'split', app);
  return ready(azure, 'split');
}
const ask = (label: string) => askApp(azure.url(), domain.replace('split', label));

test('in multiple mode all revisions stay active, and traffic goes where the weights say', async () => {
  await split([
    { revisionName: 'split--one', weight: 100, label: 'blue' },
    { latestRevision: true, weight: 0, label: 'green' },
  ]);
  expect(await revisionsOf('split')).toMatchObject([
    { name: 'split--one', active: true, trafficWeight: 100 },
    { name: 'split--two', active: true, trafficWeight: 0 },
  ]);
  expect(await ask('split')).toMatchObject({ body: 'hello from split--one' });
});

test('a revision and a label have names of their own', async () => {
  expect(await ask('split--two')).toMatchObject({ body: 'hello from split--two' });
  expect(await ask('split---green')).toMatchObject({ body: 'hello from split--two' });
  expect(await ask('split---blue')).toMatchObject({ body: 'hello from split--one' });
  expect(await ask('split---red')).toMatchObject({ status: 404 });
});

test.each<[string, Traffic]>([
  ['weights that do not add up', [{ latestRevision: true, weight: 99 }]],
  ['a revision that is not there', [{ revisionName: 'split--none', weight: 100 }]],
  ['a weight for nothing', [{ weight: 100 }]],
  [
    'one label twice',
    [
      { latestRevision: true, weight: 50, label: 'blue' },
      { revisionName: 'split--one', weight: 50, label: 'blue' },
    ],
  ],
  ['a label that is no name', [{ latestRevision: true, weight: 100, label: 'Blue--1' }]],
])('%s are refused', async (_, traffic) => {
  await expect(split(traffic)).rejects.toMatchObject({ statusCode: 400 });
});

test('an inactive revision takes no traffic, until it is activated again', async () => {
  await azure.apps.containerAppsRevisions.deactivateRevision(GROUP, 'split', 'split--two');
  await expect(split([{ revisionName: 'split--two', weight: 100 }])).rejects.toMatchObject({
    code: 'RevisionNotActive',
  });
  await azure.apps.containerAppsRevisions.activateRevision(GROUP, 'split', 'split--two');
  await split([{ revisionName: 'split--two', weight: 100 }]);
  await eventually(async () => expect(await ask('split')).toMatchObject({ body: 'hello from split--two' }));
});

test('going back to single mode leaves the latest revision with all the traffic', async () => {
  await azure.apps.containerApps.update(
    GROUP,
    'split',
    { location: 'eastus', configuration: { activeRevisionsMode: 'Single' } },
    QUICK,
  );
  await eventually(async () =>
    expect(await revisionsOf('split')).toMatchObject([
      { name: 'split--one', active: false, trafficWeight: 0 },
      { name: 'split--two', active: true, trafficWeight: 100 },
    ]),
  );
});
