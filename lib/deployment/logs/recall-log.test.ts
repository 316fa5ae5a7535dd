import { expect, test, vi } from 'vitest';
import { openLogQuery } from '@/lib/azure/log-analytics';
import { newId } from '@/lib/core/ids';
import { recallLog } from '@/lib/deployment/logs/recall-log';
import { asked, ENVIRONMENT_TYPE, TUNED_ENVIRONMENT } from '@/tests/azure-errors/deploy';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { withTempData } from '@/tests/temp-data';
import type { Emulator } from '../../../emulator/emulator';

withTempData();

const { subscriptionId, resourceGroup } = sample;
const PROVIDERS = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;
const QUIET = 'quiet-env';
const WAIT = { timeout: 30_000, interval: 50 };
const never = new AbortController().signal;

/** An app that nothing wakes: the platform alone has something to tell of it. */
async function makeApp(azure: Emulator, appName: string, environment: string) {
  const template = {
    containers: [{ name: 'main', image: 'docker.io/library/python:3.12-slim' }],
    scale: { minReplicas: 0, maxReplicas: 1 },
  };
  const environmentId = `${PROVIDERS}/${ENVIRONMENT_TYPE}/${environment}`;
  await asked(azure, `${PROVIDERS}/Microsoft.App/containerApps/${appName}?api-version=2024-03-01`, 'PUT', {
    location: 'eastus',
    properties: { environmentId, template },
  });
  return { subscriptionId, resourceGroup, appName };
}

const lastHour = () => ({ fromMs: Date.now() - 3_600_000, untilMs: Date.now() + 1_000, newest: 100 });

test('what the platform did is read from the workspace, of the app alone; what was never written is empty', async () => {
  const azure = await startLocalAzure();
  const app = await makeApp(azure, 'asleep', TUNED_ENVIRONMENT);
  await makeApp(azure, 'another', TUNED_ENVIRONMENT);
  const query = await openLogQuery(app);
  const events = await vi.waitFor(async () => {
    const found = await query.system(lastHour());
    expect(found).not.toEqual([]);
    return found;
  }, WAIT);
  expect(events.every(({ revision }) => revision.startsWith('asleep--'))).toBe(true);
  expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).sort((a, b) => a - b));
  expect(await query.system({ ...lastHour(), newest: 1 })).toEqual(events.slice(-1));
  expect(await query.system({ ...lastHour(), untilMs: Date.now() - 3_000_000 })).toEqual([]);
  expect(await query.console(lastHour())).toEqual([]);
});

test('an environment that logs to no workspace is told, on the page as one line', async () => {
  const azure = await startLocalAzure();
  await asked(azure, `${PROVIDERS}/${ENVIRONMENT_TYPE}/${QUIET}?api-version=2024-03-01`, 'PUT', {
    location: 'eastus',
    properties: { appLogsConfiguration: { destination: 'none' } },
  });
  const app = await makeApp(azure, 'quiet', QUIET);
  await expect(openLogQuery(app)).rejects.toMatchObject({ info: { code: 'log_workspace_none' } });

  const question = { project: newId(), app, eventStreamEndpoint: undefined, running: new Set<string>() };
  const [first, second] = [await recallLog(question, never), await recallLog(question, never)];
  expect(first.lines).toEqual([
    expect.objectContaining({
      kind: 'line',
      origin: 'analytics',
      level: 'warning',
      text: expect.stringContaining('logs to no Log Analytics workspace'),
    }),
  ]);
  expect(second.lines[0]?.identity).toBe(first.lines[0]?.identity);
});

test('a refusal is told as Azure tells it, and what passes by itself is not told', async () => {
  const azure = await startLocalAzure();
  const app = await makeApp(azure, 'asleep', TUNED_ENVIRONMENT);
  const question = { project: newId(), app, eventStreamEndpoint: undefined, running: new Set<string>() };
  const gone = await recallLog({ ...question, app: { ...app, appName: 'gone' } }, never);
  expect(gone).toMatchObject({ complete: true, lines: [{ origin: 'analytics' }] });
  await azure.close();
  expect(await recallLog(question, never)).toEqual({ lines: [], complete: false });
});
