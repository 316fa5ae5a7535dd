import { expect, it } from 'vitest';
import { Repetitions, TELL_AGAIN_MS } from './repetitions.ts';

const PERIOD_MS = 10_000;

it('tells the first of a row at once, and then once a minute how many they were', () => {
  let now = 1_000;
  const failures = new Repetitions({ now: () => now, wait: () => Promise.resolve() });
  const told: (number | undefined)[] = [];
  for (let failed = 0; failed < 14; failed += 1) {
    told.push(failures.add());
    now += PERIOD_MS;
  }
  expect(told.filter((count) => count !== undefined)).toEqual([1, 7, 13]);
  failures.reset();
  expect([failures.add(), failures.add()]).toEqual([1, undefined]);
  now += TELL_AGAIN_MS;
  expect(failures.add()).toBe(3);
});
