import { expect, test, vi } from 'vitest';
import { stopContainerApp } from '@/lib/azure/operate-app';
import type { Project } from '@/lib/config/projects';
import { holdLogs } from '@/lib/deployment/logs/hold-logs';
import type { AppLogLine } from '@/lib/deployment/logs/log-line';
import { readLogPage } from '@/lib/deployment/logs/read-log';
import { recallLog } from '@/lib/deployment/logs/recall-log';
import { readTarget } from '@/lib/deployment/target';
import { startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, parametersWith, provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';

withTempData();

const TEST_TIMEOUT_MS = 180_000;
const WAIT = { timeout: 90_000, interval: 200 };
const SPEAKS = 'echo one; echo "ERROR: two" >&2; echo three; exec sleep infinity';
const never = new AbortController().signal;

const written = async (project: Project): Promise<AppLogLine[]> =>
  (await readLogPage(project.id, { filter: { source: ['console'] }, limit: 5_000 })).lines;

/** An app that has written three lines by now and is stopped; nobody has looked. */
async function stoppedApp() {
  await startLocalAzure();
  const project = await provisionedProject({ [PARAMETERS]: parametersWith([SPEAKS]) });
  const { app } = await readTarget(project);
  const question = { project: project.id, app, eventStreamEndpoint: undefined, running: new Set<string>() };
  await vi.waitFor(async () => {
    const { lines } = await recallLog(question, never);
    expect(lines.filter(({ source }) => source === 'console')).toHaveLength(3);
  }, WAIT);
  await stopContainerApp(app);
  return { project, question };
}

test('what a replica wrote that was gone before anybody looked is read from Log Analytics, once', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { project, question } = await stoppedApp();
  const release = holdLogs(project);
  await vi.waitFor(async () => expect(await written(project)).toHaveLength(3), WAIT);
  await release();
  const lines = await written(project);
  expect(lines.map(({ text, level, origin }) => [text, level, origin]).sort()).toEqual([
    ['ERROR: two', 'error', 'analytics'],
    ['one', 'info', 'analytics'],
    ['three', 'info', 'analytics'],
  ]);
  expect(lines[0]?.replica).toMatch(/--/);

  const again = await recallLog(question, never);
  expect(again).toMatchObject({ complete: true });
  const releaseAgain = holdLogs(project);
  await vi.waitFor(async () => {
    const { lines: all } = await readLogPage(project.id, { filter: { source: ['system'] }, limit: 100 });
    expect(all.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^ContainerStarted: /));
  }, WAIT);
  await releaseAgain();
  expect(await written(project)).toEqual(lines);
});
