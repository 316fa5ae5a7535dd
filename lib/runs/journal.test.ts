import { describe, expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { beginAttempt } from '@/lib/runs/attempts';
import { Journal } from '@/lib/runs/journal';
import { appendEvents, createRun, readEvents } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';

withTempData();

async function openJournal() {
  const { runId } = await createRun({ project: newId(), kind: 'deploy', input: {} });
  const { attempt } = await beginAttempt(runId);
  return { runId, journal: new Journal(runId, attempt) };
}

const written = async (runId: string) => readEvents(runId, 2);

describe('the journal of an attempt', () => {
  test('lines given before an event are stored before it, in one chunk per origin', async () => {
    const { runId, journal } = await openJournal();
    journal.log(['a', 'b']);
    journal.log(['c']);
    journal.log(['boot'], { source: 'console', replica: 'r1' });
    await journal.emit({ type: 'step.started', step: 'sync' });
    expect(await written(runId)).toMatchObject([
      { type: 'log.chunk', source: 'tool', lines: ['a', 'b', 'c'] },
      { type: 'log.chunk', source: 'console', replica: 'r1', lines: ['boot'] },
      { type: 'step.started', step: 'sync' },
    ]);
  });

  test('lines are stored a moment later without any event', async () => {
    const { runId, journal } = await openJournal();
    journal.log(['alone']);
    await expect.poll(() => written(runId)).toMatchObject([{ lines: ['alone'] }]);
  });

  test('closing stores what waits', async () => {
    const { runId, journal } = await openJournal();
    journal.log(['last words']);
    await journal.close();
    expect(await written(runId)).toMatchObject([{ lines: ['last words'] }]);
  });

  test('events that nobody waited for keep their order', async () => {
    const { runId, journal } = await openJournal();
    await Promise.all(['check', 'sync', 'ready'].map((step) => journal.emit({ type: 'step.started', step })));
    expect(await written(runId)).toMatchObject([{ step: 'check' }, { step: 'sync' }, { step: 'ready' }]);
  });

  test('a flood is stored up to its limit, and says how much was left out', async () => {
    const { runId, journal } = await openJournal();
    journal.log(Array.from({ length: 5_007 }, (_, index) => `line ${index}`));
    await journal.close();
    const chunks = (await written(runId)).filter((event) => event.type === 'log.chunk');
    expect(chunks.slice(0, -1).flatMap(({ lines }) => lines)).toHaveLength(5_000);
    expect(chunks.at(-1)?.lines).toEqual(['7 lines left out: they came faster than they could be stored.']);
  });

  test('an endless line is cut', async () => {
    const { runId, journal } = await openJournal();
    journal.log(['x'.repeat(100_000)]);
    await journal.close();
    expect(await written(runId)).toMatchObject([{ lines: [`${'x'.repeat(4_000)}…`] }]);
  });

  test('an event after the end of the run is refused', async () => {
    const { runId, journal } = await openJournal();
    await appendEvents(runId, [{ type: 'run.finished', status: 'cancelled' }]);
    await expect(journal.emit({ type: 'step.started', step: 'sync' })).rejects.toMatchObject({
      info: { code: 'run_finished' },
    });
  });
});
