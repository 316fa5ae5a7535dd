import { expect, it } from 'vitest';
import { type ReplicaTimeline, type StageTold, withStage } from '@/lib/runs/replica-stages';

const at = '2026-01-01T00:00:00.000Z';
const told = (change: Partial<StageTold> = {}): StageTold => ({
  replica: 'r-1',
  attempt: 1,
  stage: 'pulling',
  state: 'running',
  startedAt: at,
  ...change,
});
const fold = (words: StageTold[]) => words.reduce<ReplicaTimeline[]>(withStage, []);

it('keeps the last word about each stage, in the order of the stages and of the attempts', () => {
  const [timeline, ...others] = fold([
    told({ attempt: 2, stage: 'commands' }),
    told(),
    told({ stage: 'assigned', state: 'done' }),
    told({ state: 'failed', finishedAt: at, said: 'No such image.' }),
  ]);
  expect(others).toEqual([]);
  expect(
    timeline?.attempts.map(({ attempt, stages }) => [attempt, stages.map(({ stage }) => stage)]),
  ).toEqual([
    [1, ['assigned', 'pulling']],
    [2, ['commands']],
  ]);
  expect(timeline?.attempts[0]?.stages[1]).toEqual({
    stage: 'pulling',
    state: 'failed',
    startedAt: at,
    finishedAt: at,
    said: 'No such image.',
  });
});

it('keeps the last attempts and the last replicas only', () => {
  const words = Array.from({ length: 50 }, (_, index) => index + 1);
  const attempts = fold(words.map((attempt) => told({ attempt })))[0]?.attempts ?? [];
  expect(attempts.map(({ attempt }) => attempt)).toEqual([41, 42, 43, 44, 45, 46, 47, 48, 49, 50]);
  const replicas = fold(words.map((index) => told({ replica: `r-${index}` })));
  expect(replicas.map(({ replica }) => replica)).toEqual(words.slice(30).map((index) => `r-${index}`));
});
