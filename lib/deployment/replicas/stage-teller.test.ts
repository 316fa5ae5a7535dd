import { expect, it } from 'vitest';
import type { Evidence } from '@/lib/deployment/replicas/evidence';
import { StageTeller } from '@/lib/deployment/replicas/stage-teller';
import type { RunEventData } from '@/lib/runs/events';

const probe = (atMs: number): Evidence => ({
  sign: 'platform',
  reason: 'ProbeFailed',
  message: 'not yet, will be restarted',
  replica: 'r-1',
  atMs,
});
const reached = (stage: 'commands' | 'importing', atMs: number): Evidence => ({
  sign: 'reached',
  stage,
  replica: 'r-1',
  atMs,
});

it('tells each change once, and what came to be known late as it was', async () => {
  const events: RunEventData[] = [];
  const teller = new StageTeller({ emit: async (event) => void events.push(event) });
  const told = () => events.splice(0).map((event) => (event.type === 'replica.stage' ? event : undefined));

  teller.take([null, reached('importing', 2_000)]);
  await teller.tell();
  expect(told()).toMatchObject([{ stage: 'importing', state: 'running', attempt: 1, replica: 'r-1' }]);
  await teller.tell();
  expect(told()).toEqual([]);

  teller.take([reached('commands', 1_000)]);
  await teller.tell();
  expect(told()).toMatchObject([
    { stage: 'commands', state: 'done', startedAt: new Date(1_000).toISOString() },
  ]);
});

it('keeps what came first, however often the same is said after it', async () => {
  const events: RunEventData[] = [];
  const teller = new StageTeller({ emit: async (event) => void events.push(event) });
  teller.take([reached('commands', 0)]);
  for (let second = 1; second < 5_000; second++) teller.take([probe(second * 1_000)]);
  await teller.tell();
  expect(events).toMatchObject([{ stage: 'commands', state: 'running', said: 'not yet, will be restarted' }]);
});
