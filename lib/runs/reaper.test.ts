import { describe, expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { beginAttempt } from '@/lib/runs/attempts';
import { reapRuns } from '@/lib/runs/reaper';
import { createRun, getRun, readEvents } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';

withTempData();

async function runningRun() {
  const { runId } = await createRun({ project: newId(), kind: 'deploy', input: {} });
  await beginAttempt(runId);
  return runId;
}

describe('reaping', () => {
  test('a silent run without a job ends as interrupted and says what to do', async () => {
    const runId = await runningRun();
    expect(await reapRuns(async () => false, 0)).toContain(runId);
    expect(await getRun(runId)).toMatchObject({ status: 'interrupted' });
    const events = await readEvents(runId, 0);
    expect(events.at(-1)).toMatchObject({ status: 'interrupted', error: { code: 'run_interrupted' } });
  });

  test('a run that has given a sign lately is left alone', async () => {
    const runId = await runningRun();
    expect(await reapRuns(async () => false)).toEqual([]);
    expect(await getRun(runId)).toMatchObject({ status: 'running' });
  });

  test('a run that still has a job is left alone', async () => {
    const runId = await runningRun();
    expect(await reapRuns(async () => true, 0)).toEqual([]);
    expect(await getRun(runId)).toMatchObject({ status: 'running' });
  });
});
