import { expect, test } from 'vitest';
import { storyOf } from './story.mjs';

type Told = { type: string } & Record<string, unknown>;

const number = (events: Told[]) => events.map((event, index) => ({ ...event, seq: index + 1 }));
const row = (state: string) => ({ type: 'resource.changed', id: '/x/app', state });
const attempt = (attempt: number) => ({ type: 'run.started', attempt });
const begun = { type: 'step.started', step: 'follow' };
const end = { type: 'run.finished', status: 'succeeded', result: {} };
const calm = [
  { type: 'run.queued' },
  attempt(1),
  begun,
  row('waiting'),
  row('running'),
  row('succeeded'),
  { type: 'step.progress', done: 1, total: 1, unit: 'resources' },
  { type: 'step.finished', step: 'follow', result: { deployment: 'slipway-run-1' } },
  end,
];

test('a run that was taken up again tells the same story, though it saw less and began a step twice', () => {
  const disturbed = calm
    .toSpliced(3, 2, row('waiting'), attempt(2), begun)
    .map((event) => JSON.parse(JSON.stringify(event).replace('run-1', 'run-2')));
  expect(storyOf('run-2', number(disturbed))).toEqual(storyOf('run-1', number(calm)));
});

test.each([
  ['told twice', calm.toSpliced(6, 0, row('succeeded'))],
  ['that goes back', calm.toSpliced(6, 0, row('waiting'))],
])('a resource %s is no story', (_, events) => {
  expect(() => storyOf('run-1', number(events))).toThrow('/x/app was succeeded, and then');
});

test('a log with a gap, a second end or no end is no story', () => {
  expect(() => storyOf('run-1', number(calm).toSpliced(4, 1))).toThrow('numbered one by one');
  expect(() => storyOf('run-1', number([...calm, end]))).toThrow('ends once, and last');
  expect(() => storyOf('run-1', number(calm.slice(0, -1)))).toThrow('ends once, and last');
});
