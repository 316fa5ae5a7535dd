import { expect, it } from 'vitest';
import { stuckCauses, stuckFromMs } from '@/lib/deployment/replicas/stuck';
import { replicaStages } from '@/lib/runs/replica-stages';

const START_MS = 1_000_000;
const stage = (name: (typeof replicaStages)[number]) => ({
  stage: name,
  state: 'running' as const,
  startedAt: new Date(START_MS).toISOString(),
});

it.each([
  ['pulling', 100_000, 200_000],
  ['importing', 1_000, 31_000],
  ['importing', 0, 30_000],
  ['commands', undefined, 5 * 60_000],
  ['loading-base', undefined, 10 * 60_000],
] as const)('%s, which usually takes %s ms, is stuck after %i ms', (name, usualMs, afterMs) => {
  expect(stuckFromMs(stage(name), usualMs) - START_MS).toBe(afterMs);
});

it.each(replicaStages)('%s has likely causes for being stuck, and none twice', (name) => {
  expect(stuckCauses[name].length).toBeGreaterThan(0);
  expect(new Set(stuckCauses[name]).size).toBe(stuckCauses[name].length);
});
