import { expect, it } from 'vitest';
import { createManualClock } from '../tests/manual-clock.ts';
import { Demand } from './demand.ts';

const COOL_DOWN_MS = 300_000;

function open(requestsPerReplica = 10) {
  const clock = createManualClock();
  let falls = 0;
  const demand = new Demand(clock, { requestsPerReplica, coolDownMs: COOL_DOWN_MS }, () => {
    falls += 1;
  });
  const pass = async (ms: number) => {
    clock.advance(ms);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { demand, pass, falls: () => falls };
}

const requests = (demand: Demand, count: number) =>
  Array.from({ length: count }, () => demand.requestBegan());

it('asks for another replica with every further ten requests at once', () => {
  const { demand } = open();
  expect([10, 1, 9, 1].map((more) => requests(demand, more) && demand.replicas)).toEqual([1, 2, 2, 3]);
});

it('keeps the most that was needed for the whole cool-down, then falls to what is needed', async () => {
  const { demand, pass, falls } = open();
  const ends = requests(demand, 30);
  for (const end of ends.slice(5)) end();
  await pass(COOL_DOWN_MS - 1);
  expect([demand.replicas, falls()]).toEqual([3, 0]);
  await pass(1);
  expect([demand.replicas, falls()]).toEqual([1, 1]);
  for (const end of ends.slice(0, 5)) end();
  await pass(COOL_DOWN_MS);
  expect([demand.replicas, falls()]).toEqual([0, 2]);
});

it('starts the cool-down anew when the replicas have been needed again meanwhile', async () => {
  const { demand, pass } = open();
  await pass(COOL_DOWN_MS - 1);
  demand.requestBegan()();
  await pass(COOL_DOWN_MS - 1);
  expect(demand.replicas).toBe(1);
  await pass(1);
  expect(demand.replicas).toBe(0);
});

it('is for one replica however many ask when no rule looks at requests', () => {
  const { demand } = open(Number.POSITIVE_INFINITY);
  requests(demand, 1_000);
  expect(demand.replicas).toBe(1);
});
