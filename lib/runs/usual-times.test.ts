import { expect, test } from 'vitest';
import type { RunEventData } from '@/lib/runs/events';
import { appendEvents, createRun } from '@/lib/runs/store';
import { readUsualStageTimes, readUsualTimes } from '@/lib/runs/usual-times';
import { withTempData } from '@/tests/temp-data';

withTempData();

async function ended(status: 'succeeded' | 'cancelled', elapsedMs: number) {
  const { runId } = await createRun({ project: 'default', kind: 'provision', input: {} });
  const made: RunEventData = {
    type: 'resource.changed',
    id: '/app',
    resourceType: 'Microsoft.App/containerApps',
    name: 'app',
    state: 'succeeded',
    elapsedMs,
  };
  const result: RunEventData =
    status === 'succeeded' ? { type: 'run.finished', status, result: {} } : { type: 'run.finished', status };
  await appendEvents(runId, [made, result]);
  return runId;
}

test('what a resource usually takes is the median of the other runs that succeeded', async () => {
  const own = await ended('succeeded', 90_000);
  expect(await readUsualTimes(own)).toEqual({});
  for (const elapsedMs of [1_000, 3_000, 50_000]) await ended('succeeded', elapsedMs);
  await ended('cancelled', 1);
  expect(await readUsualTimes(own)).toEqual({ 'microsoft.app/containerapps': 3_000 });
});

test('what a stage usually takes is the median of the stages that were done in other runs of the project', async () => {
  const stage = async (project: string, seconds: number, state: 'done' | 'failed' = 'done') => {
    const { runId } = await createRun({ project, kind: 'restart', input: {} });
    const startedAt = '2026-01-01T00:00:00.000Z';
    const finishedAt = new Date(Date.parse(startedAt) + seconds * 1_000).toISOString();
    const told = { replica: 'r', attempt: 1, stage: 'pulling', state, startedAt, finishedAt } as const;
    await appendEvents(runId, [
      { type: 'replica.stage', ...told },
      { type: 'run.finished', status: 'succeeded', result: {} },
    ]);
    return runId;
  };
  const own = await stage('one', 90);
  expect(await readUsualStageTimes('one', own)).toEqual({});
  for (const seconds of [1, 3, 50]) await stage('one', seconds);
  await stage('one', 999, 'failed');
  await stage('two', 7);
  expect(await readUsualStageTimes('one', own)).toEqual({ pulling: 3_000 });
  expect(await readUsualStageTimes('two')).toEqual({ pulling: 7_000 });
});
