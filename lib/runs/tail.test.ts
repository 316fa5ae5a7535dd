import { describe, expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { beginAttempt } from '@/lib/runs/attempts';
import type { RunEvent, RunEventData } from '@/lib/runs/events';
import { appendEvents, createRun } from '@/lib/runs/store';
import { tailRun } from '@/lib/runs/tail';
import { withTempData } from '@/tests/temp-data';

withTempData();

const succeeded: RunEventData = { type: 'run.finished', status: 'succeeded', result: {} };
const lines = (count: number) =>
  Array.from(
    { length: count },
    (_, index): RunEventData => ({
      type: 'log.chunk',
      source: 'tool',
      lines: [`line ${index}`],
    }),
  );

async function newRun() {
  const { runId } = await createRun({ project: newId(), kind: 'deploy', input: {} });
  await beginAttempt(runId);
  return runId;
}

async function collect(runId: string, afterSeq = 0, signal = new AbortController().signal) {
  const events: RunEvent[] = [];
  for await (const event of tailRun(runId, afterSeq, signal)) events.push(event);
  return events;
}

const oneTo = (count: number, from = 1) => Array.from({ length: count }, (_, index) => index + from);
const seqs = (events: RunEvent[]) => events.map(({ seq }) => seq);

describe('tailing a run', () => {
  test('gives what is stored and what comes, each event once, and ends with the run', async () => {
    const runId = await newRun();
    await appendEvents(runId, lines(3));
    const watching = collect(runId);
    for (const line of lines(40)) await appendEvents(runId, [line]);
    await appendEvents(runId, [succeeded]);
    expect(seqs(await watching)).toEqual(oneTo(46));
  });

  test('goes on after the last event that the viewer has seen', async () => {
    const runId = await newRun();
    await appendEvents(runId, [...lines(5), succeeded]);
    expect(seqs(await collect(runId, 4))).toEqual([5, 6, 7, 8]);
  });

  test('a history of several pages arrives whole', async () => {
    const runId = await newRun();
    await appendEvents(runId, [...lines(450), succeeded]);
    expect(seqs(await collect(runId))).toEqual(oneTo(453));
  });

  test.each([0, 99])('a finished run ends at once for a viewer who asks from %i', async (beyond) => {
    const runId = await newRun();
    await appendEvents(runId, [succeeded]);
    expect(await collect(runId, 3 + beyond)).toEqual([]);
  });

  test('many viewers that join while events pour in all see the same log', async () => {
    const runId = await newRun();
    const viewers: Promise<RunEvent[]>[] = [];
    for (const line of lines(60)) {
      viewers.push(collect(runId));
      await appendEvents(runId, [line]);
    }
    await appendEvents(runId, [succeeded]);
    for (const seen of await Promise.all(viewers)) expect(seqs(seen)).toEqual(oneTo(63));
  });

  test('a viewer too slow for its inbox still sees every event, once', async () => {
    const runId = await newRun();
    const seen: RunEvent[] = [];
    for await (const event of tailRun(runId, 0, new AbortController().signal)) {
      seen.push(event);
      // Between two events the viewer is busy: more is appended than its inbox holds.
      if (event.seq === 2) {
        for (let batch = 0; batch < 4; batch++) await appendEvents(runId, lines(400));
        await appendEvents(runId, [succeeded]);
      }
    }
    expect(seqs(seen)).toEqual(oneTo(1_603));
  });

  test('an abort ends the wait', async () => {
    const runId = await newRun();
    const closing = new AbortController();
    const watching = collect(runId, 2, closing.signal);
    closing.abort();
    expect(await watching).toEqual([]);
  });

  test('an unknown run is not found', async () => {
    await expect(collect(newId())).rejects.toMatchObject({ kind: 'not_found' });
  });
});
