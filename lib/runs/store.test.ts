import { describe, expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { beginAttempt, readStepResults } from '@/lib/runs/attempts';
import { cancelRun } from '@/lib/runs/cancel';
import { appendEvents, createRun, getRun, listRuns, readEvents } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';

withTempData();

const newRun = async (project = newId()) => (await createRun({ project, kind: 'deploy', input: {} })).runId;
const line = (text: string) => ({ type: 'log.chunk' as const, source: 'tool' as const, lines: [text] });
const succeeded = { type: 'run.finished' as const, status: 'succeeded' as const, result: {} };

describe('creating runs', () => {
  test('a new run is queued, and its log says so', async () => {
    const project = newId();
    const { runId, joined } = await createRun({ project, kind: 'provision', input: { a: 1 } });
    expect(joined).toBe(false);
    expect(await getRun(runId)).toMatchObject({
      project,
      kind: 'provision',
      status: 'queued',
      input: { a: 1 },
    });
    expect(await readEvents(runId, 0)).toMatchObject([{ seq: 1, type: 'run.queued', kind: 'provision' }]);
  });

  test('twenty requests at the same moment get the same run', async () => {
    const request = { project: newId(), kind: 'deploy' as const, input: {} };
    const answers = await Promise.all(Array.from({ length: 20 }, () => createRun(request)));
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    expect(answers.filter(({ joined }) => !joined)).toHaveLength(1);
  });

  test('once a run has ended, the next request starts another', async () => {
    const project = newId();
    const first = await newRun(project);
    await appendEvents(first, [succeeded]);
    const second = await createRun({ project, kind: 'deploy', input: {} });
    expect(second).toMatchObject({ joined: false });
    expect((await listRuns(project, { limit: 10 })).map(({ id }) => id)).toEqual([second.runId, first]);
  });

  test.each(['no-such-run', newId()])('%s is not found', async (id) => {
    await expect(getRun(id)).rejects.toMatchObject({ kind: 'not_found', info: { code: 'run_not_found' } });
    await expect(appendEvents(id, [succeeded])).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('appending events', () => {
  test('writers at the same time leave no gap and no double number', async () => {
    const runId = await newRun();
    const batches = Array.from({ length: 25 }, (_, index) => [line(`${index} a`), line(`${index} b`)]);
    await Promise.all(batches.map((batch) => appendEvents(runId, batch)));
    const events = await readEvents(runId, 0);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
    expect(await getRun(runId)).toMatchObject({ lastSeq: 51 });
  });

  test('the status follows from the events', async () => {
    const runId = await newRun();
    await beginAttempt(runId);
    expect(await getRun(runId)).toMatchObject({
      status: 'running',
      attempt: 1,
      startedAt: expect.any(String),
    });
    await appendEvents(runId, [succeeded]);
    expect(await getRun(runId)).toMatchObject({ status: 'succeeded', finishedAt: expect.any(String) });
  });

  test('a finished log takes nothing more, and a batch that runs past the end leaves no part of itself', async () => {
    const runId = await newRun();
    const refused = { kind: 'conflict', info: { code: 'run_finished' } };
    await expect(appendEvents(runId, [succeeded, line('late')])).rejects.toMatchObject(refused);
    expect(await getRun(runId)).toMatchObject({ status: 'queued', lastSeq: 1 });
    await appendEvents(runId, [succeeded]);
    await expect(appendEvents(runId, [line('late')])).rejects.toMatchObject(refused);
  });

  test('a worker that was replaced can no longer write', async () => {
    const runId = await newRun();
    const first = await beginAttempt(runId);
    await beginAttempt(runId);
    await expect(appendEvents(runId, [line('old')], { attempt: first.attempt })).rejects.toMatchObject({
      info: { code: 'run_taken_over' },
    });
  });

  test('text that PostgreSQL cannot store is stored without the offending characters', async () => {
    const runId = await newRun();
    await appendEvents(runId, [line('a\0b \ud800 c\\u0000')]);
    expect(await readEvents(runId, 1)).toMatchObject([{ lines: ['ab \ufffd c\\u0000'] }]);
  });

  test('events come back in pages', async () => {
    const runId = await newRun();
    await appendEvents(runId, [line('1'), line('2'), line('3')]);
    expect((await readEvents(runId, 1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
    expect((await readEvents(runId, 3, 2)).map(({ seq }) => seq)).toEqual([4]);
  });

  test('what finished steps left can be read by step', async () => {
    const runId = await newRun();
    await appendEvents(runId, [
      { type: 'step.finished', step: 'check', result: { share: 'models' } },
      { type: 'step.finished', step: 'sync' },
    ]);
    expect(await readStepResults(runId)).toEqual({ check: { share: 'models' }, sync: {} });
  });
});

describe('cancelling', () => {
  test('a run that nobody has taken up ends at once', async () => {
    const runId = await newRun();
    await cancelRun(runId);
    expect(await getRun(runId)).toMatchObject({ status: 'cancelled' });
  });

  test('a running one is asked once, however often it is cancelled', async () => {
    const runId = await newRun();
    await beginAttempt(runId);
    await cancelRun(runId);
    await cancelRun(runId);
    const types = (await readEvents(runId, 0)).map(({ type }) => type);
    expect(types).toEqual(['run.queued', 'run.started', 'run.cancel-requested']);
    expect(await getRun(runId)).toMatchObject({ status: 'running' });
  });
});
