import { expect, it } from 'vitest';
import { CrashBackOff } from './crash-back-off.ts';

const seconds = (backOff: CrashBackOff, count: number) =>
  Array.from({ length: count }, () => backOff.next(1_000) / 1_000);

it('waits as the kubelet does: hardly at first, then from 10 s doubled up to 300 s', () => {
  expect(seconds(new CrashBackOff(1), 8)).toEqual([0.25, 10, 20, 40, 80, 160, 300, 300]);
});

it('follows the pace, but never becomes a busy loop', () => {
  expect(seconds(new CrashBackOff(0.1), 3)).toEqual([0.25, 1, 2]);
  expect(seconds(new CrashBackOff(0), 3)).toEqual([0.25, 0.25, 0.25]);
});

it('begins anew after a container that ran for long', () => {
  const backOff = new CrashBackOff(1);
  seconds(backOff, 4);
  backOff.next(600_000);
  expect(backOff.failures).toBe(1);
});
