import { expect, it } from 'vitest';
import { evidenceOfEvent, evidenceOfLine, evidenceOfReport } from '@/lib/deployment/replicas/evidence';

it.each([
  ['phase: loading-base', 'loading-base'],
  ['phase: ready', 'ready'],
  ['Collecting gradio==4.43.0', 'commands'],
  ['Requirement already satisfied: pip in /usr/lib', 'commands'],
  ['Loading checkpoint shards:  50%|#####     | 1/2', 'loading-base'],
  ['* Running on local URL:  http://0.0.0.0:7860', 'ready'],
  ['Running on local URL:  http://0.0.0.0:7860', 'ready'],
])('the line %j tells of %s', (text, stage) => {
  expect(evidenceOfLine('r-1', text, 5)).toEqual({ sign: 'reached', stage, replica: 'r-1', atMs: 5 });
});

it.each(['', 'hello', 'phase: failed', 'phase: a phase of the future', 'I am Collecting things'])(
  'the line %j tells nothing',
  (text) => expect(evidenceOfLine('r-1', text, 5)).toBeNull(),
);

it('an event about the whole app, or at no time, is about no replica', () => {
  const event = {
    atMs: 5,
    warning: false,
    revision: 'r',
    replica: 'r-1',
    reason: 'PullingImage',
    message: 'm',
  };
  expect(evidenceOfEvent(event)).toMatchObject({ sign: 'platform', replica: 'r-1', atMs: 5 });
  expect(evidenceOfEvent({ ...event, replica: '' })).toBeNull();
  expect(evidenceOfEvent({ ...event, atMs: Number.NaN })).toBeNull();
});

it('a report without times tells of its phase at the time of the look', () => {
  expect(evidenceOfReport('r-1', { phase: 'importing' }, 5)).toEqual([
    { sign: 'reached', stage: 'importing', replica: 'r-1', atMs: 5 },
  ]);
  expect(evidenceOfReport('r-1', { phase: 'container-starting' }, 5)).toEqual([]);
  expect(evidenceOfReport('r-1', { phase: 'failed' }, 5)).toMatchObject([{ sign: 'gave-up', atMs: 5 }]);
});
