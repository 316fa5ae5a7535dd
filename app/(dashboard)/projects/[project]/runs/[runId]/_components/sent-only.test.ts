import { expect, it } from 'vitest';
import type { RunEvent, RunEventData } from '@/lib/runs/events';
import { emptyRunView, reduceRunView } from '@/lib/runs/view';
import { sentOnly } from './sent-only';

const viewOf = (kind: 'deploy' | 'restart', events: RunEventData[]) =>
  events
    .map((data, index): RunEvent => ({ ...data, seq: index + 1, at: '2026-01-01T00:00:00.000Z' }))
    .reduce(reduceRunView, emptyRunView(kind));
const restarted = { type: 'step.finished', step: 'restart', result: { revisionName: 'app--1' } } as const;

it('tells a deploy that restarts nothing from one that does, or has not come to it', () => {
  expect(sentOnly(viewOf('deploy', [{ type: 'step.finished', step: 'restart' }]))).toBe(true);
  expect(sentOnly(viewOf('deploy', [restarted]))).toBe(false);
  expect(sentOnly(viewOf('deploy', [{ type: 'step.started', step: 'restart' }]))).toBe(false);
  expect(sentOnly(viewOf('deploy', []))).toBe(false);
  expect(sentOnly(viewOf('restart', [{ type: 'step.finished', step: 'restart' }]))).toBe(false);
});
