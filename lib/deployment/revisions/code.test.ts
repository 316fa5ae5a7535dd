import { expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { codeAt, codeHistory, codeOfRevision } from '@/lib/deployment/revisions/code';
import type { RunKind } from '@/lib/runs/events';
import { readPastRuns } from '@/lib/runs/step-history';
import { appendEvents, createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';

withTempData();

const KINDS = ['deploy', 'restart', 'rollback'] as const;

/** A run that has done these steps; it succeeds, or fails after them. */
async function past(project: string, kind: RunKind, steps: Record<string, object>, succeeds = true) {
  const { runId } = await createRun({ project, kind, input: {} });
  const error = { code: 'app_crashed', message: 'It ends.', action: 'Correct it.' };
  await appendEvents(runId, [
    { type: 'run.started', attempt: 1 },
    ...Object.entries(steps).map(
      ([step, result]) => ({ type: 'step.finished', step, result: { ...result } }) as const,
    ),
    succeeds
      ? { type: 'run.finished', status: 'succeeded', result: {} }
      : { type: 'run.finished', status: 'failed', error },
  ]);
  return runId;
}

const on = (revisionName: string) => ({ restart: { revisionName } });
const never = '1970-01-01T00:00:00.000Z';
const afterAll = '9999-01-01T00:00:00.000Z';

test('a revision has the code that it was last started with', async () => {
  const project = newId();
  const first = await past(project, 'deploy', { sync: {}, ...on('app--one') });
  const second = await past(project, 'deploy', { sync: {}, ...on('app--two') });
  const restarted = await past(project, 'restart', on('app--one'));
  const history = codeHistory(await readPastRuns(project, KINDS, 50));
  const codeOf = (name: string, createdAt = never) => codeOfRevision(history, { name, createdAt });

  expect(first).not.toBe(second);
  expect(codeAt(history)).toBe(second);
  expect(codeOf('app--one')).toEqual({ snapshot: second, runId: restarted });
  expect(codeOf('app--two')).toEqual({ snapshot: second, runId: second });
  expect(codeOf('app--before-any')).toEqual({ snapshot: null, runId: null });
  expect(codeOf('app--made-by-azure', afterAll)).toEqual({ snapshot: second, runId: null });
});

test('code that was sent by a run which failed later is the code that is there', async () => {
  const project = newId();
  await past(project, 'deploy', { sync: {}, ...on('app--one') });
  const failed = await past(project, 'deploy', { sync: {} }, false);
  const history = codeHistory(await readPastRuns(project, KINDS, 50));
  expect(codeAt(history)).toBe(failed);
});

test('a run that has sent nothing, and one of another kind, changes nothing', async () => {
  const project = newId();
  await past(project, 'provision', { follow: {} });
  await past(project, 'deploy', { check: {} }, false);
  expect(codeHistory(await readPastRuns(project, KINDS, 50))).toEqual([]);
});
