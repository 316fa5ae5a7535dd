import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createContext } from '../emulator.ts';
import { LogArchive } from '../replicas/log-archive.ts';
import type { SystemEvent } from '../replicas/replica-host.ts';
import { openState } from '../state/state.ts';
import { createManualClock } from '../tests/manual-clock.ts';
import { createQueryApp } from './query-app.ts';

const CUSTOMER = '0f0f0f0f-0000-4000-8000-000000000000';
const PROVIDERS = '/subscriptions/s/resourceGroups/rg/providers';
const app = {
  appId: `${PROVIDERS}/Microsoft.App/containerApps/web`,
  appName: 'web',
  environmentId: `${PROVIDERS}/Microsoft.App/managedEnvironments/env`,
};
const source = { revisionName: 'web--1', replicaName: 'web--1-a', container: 'main', image: 'python:3.12' };
const DELAY_MS = 120_000;

/** A workspace and an environment that logs to it, whose apps the test plays. */
async function open(destination = 'log-analytics') {
  const folder = await mkdtemp(join(tmpdir(), 'log-queries-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = createManualClock();
  const options = { dataDir: folder, imagesDir: folder, port: 0, pace: 1, clock };
  const state = openState(join(folder, 'state'));
  const context = createContext(options, state, 0);
  const archive = new LogArchive();
  const tenant = { id: 'home', displayName: '', defaultDomain: '' };
  const subscription = { id: 's', displayName: '' };
  state.account.put('account', { tenant, subscription, signingKey: '', seeded: false });
  const put = (id: string, type: string, properties: Record<string, unknown>) =>
    state.resources.put(id, {
      id,
      type,
      name: '',
      properties,
      secrets: {},
      provisioningState: 'Succeeded',
      createdTime: '',
      changedTime: '',
    });
  put(
    `${PROVIDERS}/Microsoft.OperationalInsights/workspaces/logs`,
    'Microsoft.OperationalInsights/workspaces',
    {
      customerId: CUSTOMER,
    },
  );
  put(app.environmentId, 'Microsoft.App/managedEnvironments', {
    appLogsConfiguration: { destination, logAnalyticsConfiguration: { customerId: CUSTOMER } },
  });
  const queries = createQueryApp({ ...context, replicas: { ...context.replicas, archive } });
  const tokenFor = (audience: string) =>
    context.tokens.issue({ audience, clientId: 'any', proof: '1', lifetimeS: 3_600, tenantId: 'home' }).token;
  const ask = async (
    query: unknown,
    { workspace = CUSTOMER, audience = 'https://api.loganalytics.io' } = {},
  ) => {
    const response = await queries.request(`/v1/workspaces/${workspace}/query`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(audience && { authorization: `Bearer ${tokenFor(audience)}` }),
      },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, ...(await response.json()) };
  };
  const write = (...texts: string[]) => {
    for (const text of texts) {
      clock.advance(1_000);
      const at = new Date(clock.now()).toISOString();
      archive.keepLine(app, source, { at, stream: 'stdout', text });
    }
  };
  return { clock, archive, ask, write };
}

const lines = (end = 'top 100 by TimeGenerated desc', columns = 'Log_s') =>
  `ContainerAppConsoleLogs_CL | where TimeGenerated > datetime(2000-01-01T00:00:00Z) and TimeGenerated <= datetime(2100-01-01T00:00:00Z) | where ContainerAppName_s == "web" | project ${columns} | ${end}`;
const refusal = (status: number, code: string) => ({ status, error: { code } });

test('lines can be asked for when they have arrived, the newest first', async () => {
  const { clock, ask, write } = await open();
  write('one', 'two', 'three');
  clock.advance(DELAY_MS - 1_000);
  const early = await ask(lines());
  expect(early.tables[0].rows).toEqual([['two'], ['one']]);
  clock.advance(1_000);
  const { tables } = await ask(lines('top 2 by TimeGenerated desc', 'ContainerGroupName_s, Stream_s, Log_s'));
  expect(tables).toEqual([
    {
      name: 'PrimaryResult',
      columns: ['ContainerGroupName_s', 'Stream_s', 'Log_s'].map((name) => ({ name, type: 'string' })),
      rows: [
        ['web--1-a', 'stdout', 'three'],
        ['web--1-a', 'stdout', 'two'],
      ],
    },
  ]);
});

test('what the platform did is in a table of its own', async () => {
  const { clock, archive, ask } = await open();
  const event: SystemEvent = {
    at: new Date(clock.now()).toISOString(),
    type: 'Warning',
    appName: 'web',
    revisionName: 'web--1',
    replicaName: 'web--1-a',
    message: 'it fails',
    reason: 'BackOff',
    source: 'ContainerAppController',
    count: 2,
  };
  archive.keepEvent(app, event);
  clock.advance(DELAY_MS);
  const query = lines(undefined, 'ReplicaName_s, Type_s, Reason_s, Count_d, Log_s');
  const { tables } = await ask(query.replace('Console', 'System'));
  expect(tables[0].rows).toEqual([['web--1-a', 'Warning', 'BackOff', 2, 'it fails']]);
});

test('a table comes into being with its first row', async () => {
  const { ask } = await open();
  const answer = await ask(lines());
  expect(answer).toMatchObject(refusal(400, 'BadArgumentError'));
  expect(answer.error.innererror.innererror).toMatchObject({
    code: 'SEM0100',
    message: expect.stringContaining("named 'ContainerAppConsoleLogs_CL'"),
  });
});

test('an environment that logs elsewhere brings nothing', async () => {
  const { clock, ask, write } = await open('none');
  write('one');
  clock.advance(DELAY_MS);
  expect(await ask(lines())).toMatchObject(refusal(400, 'BadArgumentError'));
});

test.each([
  ['without a token', lines(), { audience: '' }, refusal(401, 'AuthorizationRequiredError')],
  [
    'with a token for the control plane',
    lines(),
    { audience: 'https://management.azure.com' },
    refusal(403, 'InvalidTokenError'),
  ],
  ['for a workspace that is not there', lines(), { workspace: 'other' }, refusal(404, 'PathNotFoundError')],
  ['in words of its own', 'search *', {}, refusal(400, 'BadArgumentError')],
  ['without a query', undefined, {}, refusal(400, 'BadArgumentError')],
])('who asks %s is refused', async (_, query, how, expected) => {
  const { ask } = await open();
  expect(await ask(query, how)).toMatchObject(expected);
});
