import { expect, test, vi } from 'vitest';
import { getContainerApp } from '@/lib/azure/container-apps';
import { restartRevision } from '@/lib/azure/revisions';
import type { Project } from '@/lib/config/projects';
import { holdLogs } from '@/lib/deployment/logs/hold-logs';
import type { AppLogLine } from '@/lib/deployment/logs/log-line';
import { readLogPage } from '@/lib/deployment/logs/read-log';
import { readTarget } from '@/lib/deployment/target';
import { startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, parametersWith, provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';

withTempData();

const TEST_TIMEOUT_MS = 180_000;
const WAIT = { timeout: 90_000, interval: 200 };
/** Says its number again and again, until the test is over. */
const COUNTS = 'i=0; while true; do i=$((i+1)); echo "tick $i"; sleep 0.2; done';

async function lines(project: Project): Promise<AppLogLine[]> {
  return (await readLogPage(project.id, { filter: { source: ['console'] }, limit: 5_000 })).lines;
}

const ticks = (of: AppLogLine[]) =>
  of.filter(({ kind }) => kind === 'line').map(({ text }) => Number(text.slice(5)));

test('a log is kept without doubles, with a mark where some were lost, and outlives the replica', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const azure = await startLocalAzure();
  const project = await provisionedProject({ [PARAMETERS]: parametersWith([COUNTS]) });
  await fetch(`${azure.url}/_local-azure/faults`, {
    method: 'POST',
    body: JSON.stringify({ fault: 'log-drop', match: '/containers/', times: 1 }),
  });

  const release = holdLogs(project);
  const marked = await vi.waitFor(async () => {
    const found = await lines(project);
    const at = found.findIndex(({ kind }) => kind === 'break');
    expect(at).toBeGreaterThan(0);
    expect(found.length).toBeGreaterThan(at + 5);
    return { found, at };
  }, WAIT);
  const [before, after] = [ticks(marked.found.slice(0, marked.at)), ticks(marked.found.slice(marked.at))];
  expect(before).toHaveLength(20);
  expect(after[0]).toBeGreaterThan((before.at(-1) ?? 0) + 1);
  expect(marked.found[marked.at]).toMatchObject({ at: marked.found[marked.at - 1]?.at });

  const other = holdLogs(project);
  await release();
  await other();
  const kept = await lines(project);
  const again = holdLogs(project);
  await vi.waitFor(async () => expect((await lines(project)).length).toBeGreaterThan(kept.length), WAIT);

  const { app } = await readTarget(project);
  await restartRevision(app, (await getContainerApp(app)).revisionName);
  await vi.waitFor(async () => {
    expect(new Set((await lines(project)).map(({ replica }) => replica)).size).toBe(2);
  }, WAIT);
  await again();

  const all = await lines(project);
  const first = ticks(all.filter(({ replica }) => replica === kept[0]?.replica));
  expect(first).toEqual([...new Set(first)].sort((a, b) => a - b));
  const system = await readLogPage(project.id, { filter: { source: ['system'] }, limit: 100 });
  expect(system.lines.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^ContainerStarted: /));
});
