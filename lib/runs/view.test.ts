import { describe, expect, test } from 'vitest';
import type { RunEvent, RunEventData } from '@/lib/runs/events';
import { toPublicRun } from '@/lib/runs/public-view';
import { statusFromEvents } from '@/lib/runs/status';
import { emptyRunView, MAX_LOG_LINES, reduceRunView } from '@/lib/runs/view';

const at = '2026-01-01T00:00:00.000Z';
const numbered = (events: RunEventData[]) =>
  events.map((data, index): RunEvent => ({ ...data, seq: index + 1, at }));
const viewOf = (events: RunEventData[]) => numbered(events).reduce(reduceRunView, emptyRunView('deploy'));

const error = { code: 'quota', message: 'The quota of sub-1234 is full.', action: 'Ask for more.' };
const failed: RunEventData[] = [
  { type: 'run.queued', kind: 'deploy' },
  { type: 'run.started', attempt: 1 },
  { type: 'step.started', step: 'check' },
  { type: 'step.finished', step: 'check', result: { share: 'secret-share' } },
  { type: 'step.started', step: 'sync' },
  { type: 'step.progress', step: 'sync', done: 3, total: 9, unit: 'files' },
  {
    type: 'resource.changed',
    id: '/subscriptions/sub-1234/app',
    resourceType: 'Microsoft.App/containerApps',
    name: 'my-app',
    state: 'running',
    elapsedMs: 5,
  },
  { type: 'log.chunk', source: 'console', replica: 'r-1', lines: ['pip install secret-package'] },
  { type: 'notice', level: 'warning', message: 'No adapter in secret-share' },
  { type: 'run.finished', status: 'failed', error },
];

describe('the view of a run', () => {
  test('shows every step of its kind before anything happened', () => {
    expect(emptyRunView('deploy').steps).toEqual(
      ['check', 'sync', 'restart', 'ready'].map((name) => ({ name, state: 'waiting' })),
    );
  });

  test('a failed run shows which step failed and which were never begun', () => {
    const view = viewOf(failed);
    expect(view.steps.map(({ name, state }) => [name, state])).toEqual([
      ['check', 'done'],
      ['sync', 'failed'],
      ['restart', 'skipped'],
      ['ready', 'skipped'],
    ]);
    expect(view).toMatchObject({ status: 'failed', error, startedAt: at, finishedAt: at, lastSeq: 10 });
    expect(view.steps[1]?.progress).toMatchObject({ files: { done: 3, total: 9 } });
  });

  test('a step keeps how far it is in each of its units, and what it left', () => {
    const progress = { type: 'step.progress', step: 'sync', total: 9 } as const;
    const result = { uploaded: 4 };
    const view = viewOf([
      { ...progress, done: 3, unit: 'files' },
      { ...progress, done: 5, unit: 'bytes' },
      { ...progress, done: 4, unit: 'files' },
      { type: 'step.finished', step: 'sync', result },
    ]);
    expect(view.steps[1]).toMatchObject({ progress: { files: { done: 4 }, bytes: { done: 5 } }, result });
  });

  test('an event seen before changes nothing', () => {
    const events = numbered(failed);
    const once = events.reduce(reduceRunView, emptyRunView('deploy'));
    expect(events.reduce(reduceRunView, once)).toBe(once);
  });

  test('a resource is one row that changes', () => {
    const change = (state: 'running' | 'succeeded'): RunEventData => ({
      type: 'resource.changed',
      id: '/a',
      resourceType: 'T',
      name: 'a',
      state,
      elapsedMs: 1,
    });
    expect(viewOf([change('running'), change('succeeded')]).resources).toMatchObject([
      { state: 'succeeded' },
    ]);
  });

  test('a resource has the time of its last event, from which its clock goes on', () => {
    expect(viewOf(failed).resources).toMatchObject([{ elapsedMs: 5, changedAt: at }]);
  });

  test('a step that is taken up again after a crash is running again', () => {
    const restarted: RunEventData[] = [
      { type: 'run.started', attempt: 1 },
      { type: 'step.started', step: 'sync' },
      { type: 'run.started', attempt: 2 },
      { type: 'step.started', step: 'sync' },
    ];
    expect(viewOf(restarted).steps[1]).toMatchObject({ state: 'running' });
  });

  test('keeps the newest log lines, with keys that never repeat', () => {
    const chunk = (length: number): RunEventData => ({
      type: 'log.chunk',
      source: 'tool',
      lines: Array.from({ length }, (_, index) => `${index}`),
    });
    const view = viewOf([chunk(MAX_LOG_LINES), chunk(3)]);
    expect(view.log).toHaveLength(MAX_LOG_LINES);
    expect(view.logLineCount).toBe(MAX_LOG_LINES + 3);
    expect(new Set(view.log.map(({ key }) => key)).size).toBe(MAX_LOG_LINES);
    expect(view.log.at(-1)).toMatchObject({ key: MAX_LOG_LINES + 2, text: '2' });
  });
});

describe('what replicas and their adapter show', () => {
  const stage = {
    type: 'replica.stage',
    replica: 'secret-replica',
    attempt: 1,
    stage: 'pulling',
    startedAt: at,
  } as const;
  const shown = viewOf([
    { ...stage, state: 'running' },
    { ...stage, state: 'failed', finishedAt: at, said: 'secret words' },
    {
      type: 'adapter.proof',
      verdict: 'broken',
      code: 'hash-differs',
      message: 'Another secret adapter.',
      checks: [{ check: 'loaded', state: 'broken', detail: 'secret hash' }],
    },
  ]);

  test('is the last word about each stage, and the last proof', () => {
    expect(shown.replicas).toMatchObject([
      {
        replica: 'secret-replica',
        attempts: [{ attempt: 1, stages: [{ stage: 'pulling', state: 'failed' }] }],
      },
    ]);
    expect(shown.proof).toMatchObject({ verdict: 'broken', code: 'hash-differs', at });
  });

  test('is nothing for strangers', () => {
    expect(JSON.stringify(toPublicRun(shown))).not.toMatch(/secret|hash|replica/);
  });
});

describe('the status', () => {
  test('follows from the log and stays once it is final', () => {
    expect(statusFromEvents([])).toBe('queued');
    expect(statusFromEvents(failed.slice(0, 5))).toBe('running');
    expect(statusFromEvents([...failed, { type: 'run.started', attempt: 2 }])).toBe('failed');
  });
});

describe('the public view', () => {
  test('has the states and times and not one name, id, line or error', () => {
    const shown = toPublicRun(viewOf(failed));
    expect(shown).toMatchObject({ kind: 'deploy', status: 'failed', startedAt: at, finishedAt: at });
    expect(shown.resources).toEqual([
      { type: 'containerApp', state: 'running', elapsedMs: 5, changedAt: at },
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/secret|sub-1234|my-app|r-1|quota|pip/);
  });

  test('an unknown resource type is not given away', () => {
    const view = viewOf([
      {
        type: 'resource.changed',
        id: '/a',
        resourceType: 'Contoso.Secret/x',
        name: 'a',
        state: 'running',
        elapsedMs: 1,
      },
    ]);
    expect(toPublicRun(view).resources).toMatchObject([{ type: 'other' }]);
  });
});
