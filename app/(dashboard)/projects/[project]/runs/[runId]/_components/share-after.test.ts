import { expect, it } from 'vitest';
import type { RunEvent, RunEventData } from '@/lib/runs/events';
import { emptyRunView, reduceRunView } from '@/lib/runs/view';
import { shareAfter } from './share-after';

const error = { code: 'throttled', message: 'Azure was busy.', action: 'Try again.' };
const failed = { type: 'run.finished', status: 'failed', error } as const satisfies RunEventData;
const moved: RunEventData = { type: 'step.progress', step: 'sync', done: 0, total: 9, unit: 'bytes' };
const done = (step: string): RunEventData => ({ type: 'step.finished', step });
const begun = (step: string): RunEventData => ({ type: 'step.started', step });

function viewOf(kind: 'deploy' | 'restart', events: RunEventData[]) {
  const at = '2026-01-01T00:00:00.000Z';
  return events
    .map((data, index): RunEvent => ({ ...data, seq: index + 1, at }))
    .reduce(reduceRunView, emptyRunView(kind));
}

it.each<[string, RunEventData[]]>([
  ['untouched', [begun('check'), failed]],
  ['untouched', [done('check'), begun('sync'), { ...failed, error: { ...error, code: 'share_changed' } }]],
  ['partly', [done('check'), begun('sync'), failed]],
  ['untouched', [{ type: 'run.finished', status: 'cancelled' }]],
  ['partly', [done('check'), begun('sync'), moved, failed]],
  ['partly', [done('check'), begun('sync'), moved, { type: 'run.finished', status: 'cancelled' }]],
  ['whole', [begun('sync'), moved, done('sync'), begun('restart'), failed]],
  ['whole', [done('sync'), { type: 'run.finished', status: 'interrupted', error }]],
])('the share is %s after such an end', (expected, events) => {
  expect(shareAfter(viewOf('deploy', events))).toBe(expected);
});

it('is nobody’s question before the end, after a success, and of a restart', () => {
  expect(shareAfter(viewOf('deploy', [begun('sync'), moved]))).toBeUndefined();
  const succeeded: RunEventData = { type: 'run.finished', status: 'succeeded', result: {} };
  expect(shareAfter(viewOf('deploy', [done('sync'), succeeded]))).toBeUndefined();
  expect(shareAfter(viewOf('restart', [failed]))).toBeUndefined();
});
