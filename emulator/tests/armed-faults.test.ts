import { ShareServiceClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaultName } from '../faults.ts';
import { askToken } from './ask-token.ts';
import { eventually } from './container-app-fixture.ts';
import { idleApp } from './idle-app.ts';
import { createManualClock } from './manual-clock.ts';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const ACCOUNT = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
const A100 = { name: 'gpu', workloadProfileType: 'NC24-A100', minimumCount: 0, maximumCount: 1 };

const clock = createManualClock();
/** One whose transitions are immediate, and one whose time the test moves. */
let azure: TestEmulator;
let timed: TestEmulator;
let environmentId: string;
let files: ShareServiceClient;
beforeAll(async () => {
  [azure, timed] = await Promise.all([startEmulator(), startEmulator({ clock, pace: 1 })]);
  environmentId = (await putEnvironment('apps')).id ?? '';
  await azure.storage.storageAccounts.create(GROUP, 'armed', ACCOUNT, QUICK);
  const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, 'armed');
  const credential = new StorageSharedKeyCredential('armed', keys?.[0]?.value ?? '');
  files = new ShareServiceClient(`${azure.url()}/armed`, credential, { retryOptions: { maxTries: 1 } });
  await files.getShareClient('files').create();
});
afterAll(() => Promise.all([azure.close(), timed.close()]));

const tagGroup = () => azure.resources.resourceGroups.update(GROUP, { tags: { a: 'b' } });
const putEnvironment = (name: string) =>
  azure.apps.managedEnvironments.createOrUpdate(
    GROUP,
    name,
    { location: 'eastus', workloadProfiles: [] },
    QUICK,
  );
const putShare = () => files.getShareClient('another').create();
const listByToken = async () => {
  const authorization = `Bearer ${await askToken(azure.url(), 'https://storage.azure.com')}`;
  const headers = { authorization, 'x-ms-version': '2026-10-06', 'x-ms-file-request-intent': 'backup' };
  const answer = await fetch(`${azure.url()}/armed/files?restype=directory&comp=list`, { headers });
  return answer.headers.get('x-ms-error-code');
};
const putWorkspace = (name: string) =>
  timed.resources.resources.createOrUpdateById(
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.OperationalInsights/workspaces/${name}`,
    '2022-10-01',
    { location: 'eastus', properties: {} },
    QUICK,
  );

/** Creates an app that waits, and tells why its only container does not run when its revision has failed. */
async function failedApp(name: string): Promise<string> {
  const scale = { minReplicas: 1, maxReplicas: 1 };
  const app = idleApp(environmentId);
  await azure.apps.containerApps.createOrUpdate(
    GROUP,
    name,
    { ...app, template: { ...app.template, scale } },
    QUICK,
  );
  return eventually(async () => {
    const [revision] = await all(azure.apps.containerAppsRevisions.listRevisions(GROUP, name));
    expect(revision?.runningState).toBe('Failed');
    const { value } = await azure.apps.containerAppsRevisionReplicas.listReplicas(
      GROUP,
      name,
      revision?.name ?? '',
    );
    return value[0]?.containers?.[0]?.runningStateDetails ?? '';
  });
}

type Strike = { where?: () => TestEmulator; match?: string; seen(): Promise<unknown> };
const refused = (act: () => Promise<unknown>, error: object): Strike => ({
  seen: () => expect(act()).rejects.toMatchObject(error),
});

/** A log that breaks off and a slow pull are seen where replicas and streams are at home. */
const STRIKES: Record<Exclude<FaultName, 'log-drop' | 'pull-slow'>, Strike> = {
  throttled: refused(tagGroup, { statusCode: 429, code: 'SubscriptionRequestsThrottled' }),
  burst: refused(tagGroup, { statusCode: 503 }),
  reset: refused(tagGroup, { message: expect.stringMatching(/aborted|terminated|hang up/) }),
  '500': refused(tagGroup, { statusCode: 500, code: 'InternalServerError' }),
  denied: refused(tagGroup, { statusCode: 403, code: 'AuthorizationFailed' }),
  'token-expired': refused(tagGroup, { statusCode: 401, code: 'ExpiredAuthenticationToken' }),
  conflict: refused(() => putEnvironment('new'), { statusCode: 409 }),
  quota: refused(() => putEnvironment('new'), { statusCode: 400, code: 'MaxRegionalQuotaExceeded' }),
  'no-profile': refused(
    () =>
      azure.apps.managedEnvironments.createOrUpdate(
        GROUP,
        'new',
        { location: 'eastus', workloadProfiles: [A100] },
        QUICK,
      ),
    { statusCode: 400, code: 'WorkloadProfileInvalidType' },
  ),
  'name-taken': refused(() => azure.storage.storageAccounts.create(GROUP, 'newaccount', ACCOUNT, QUICK), {
    statusCode: 409,
    code: 'StorageAccountAlreadyTaken',
  }),
  'keys-forbidden': refused(putShare, { statusCode: 403, code: 'KeyBasedAuthenticationNotPermitted' }),
  'no-data-role': {
    match: 'armed/files',
    seen: async () => expect(await listByToken()).toBe('AuthorizationPermissionMismatch'),
  },
  'disk-full': refused(
    () => files.getShareClient('files').rootDirectoryClient.getFileClient('a').uploadData(Buffer.from('a')),
    { statusCode: 403, code: 'ShareSizeLimitReached' },
  ),
  'pull-fail': {
    match: 'app-one',
    seen: async () => expect(await failedApp('app-one')).toContain('ImagePullBackOff'),
  },
  'crash-loop': {
    match: 'app-two',
    seen: async () => expect(await failedApp('app-two')).toContain('the last exit code was 1'),
  },
  late: {
    where: () => timed,
    async seen() {
      const answer = timed.resources.resourceGroups.get(GROUP);
      await eventually(async () => {
        clock.advance(500);
        expect(await Promise.race([answer, undefined])).toMatchObject({ name: GROUP });
      });
    },
  },
  'cancel-ignored': {
    where: () => timed,
    match: 'ignored',
    async seen() {
      const workspace = {
        type: 'Microsoft.OperationalInsights/workspaces',
        apiVersion: '2022-10-01',
        name: 'of-ignored',
        location: 'eastus',
        properties: {},
      };
      const template = {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        resources: [workspace],
      };
      const { deployments } = timed.deployments;
      const properties = { template, mode: 'Incremental' } as const;
      await deployments.createOrUpdate(GROUP, 'ignored', { properties }, QUICK).submitted();
      await deployments.cancel(GROUP, 'ignored');
      const { properties: found } = await deployments.get(GROUP, 'ignored');
      expect(found?.provisioningState).toBe('Running');
    },
  },
  slow: {
    where: () => timed,
    match: 'slowed',
    async seen() {
      const put = putWorkspace('slowed');
      await put.submitted();
      clock.advance(59_000);
      expect(put.isDone).toBe(false);
      clock.advance(2000);
      await put;
    },
  },
  stuck: {
    where: () => timed,
    match: 'halted',
    async seen() {
      const put = putWorkspace('halted');
      await put.submitted();
      clock.advance(61_000);
      await expect(put).rejects.toThrow('OperationTimedOut');
    },
  },
};

test.each(Object.entries(STRIKES))('%s strikes a client while it is armed', async (fault, strike) => {
  const { where = () => azure, match = '', seen } = strike;
  const url = `${where().url()}/_local-azure/faults`;
  const armed = await fetch(url, { method: 'POST', body: JSON.stringify({ fault, match }) });
  expect(armed.status).toBe(201);
  const { id } = await armed.json();
  try {
    await seen();
  } finally {
    expect((await fetch(`${url}/${id}`, { method: 'DELETE' })).status).toBe(204);
  }
});

test('nothing strikes any more once all are disarmed', async () => {
  expect(await (await fetch(`${azure.url()}/_local-azure/faults`)).json()).toMatchObject({ armed: [] });
  expect(await tagGroup()).toMatchObject({ tags: { a: 'b' } });
  await putShare();
});
