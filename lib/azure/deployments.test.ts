import { describe, expect, it } from 'vitest';
import { deploymentStatus, durationMs } from '@/lib/azure/deployments';

describe('durationMs', () => {
  it.each([
    ['PT0S', 0],
    ['PT1.5S', 1_500],
    ['PT2M3.25S', 123_250],
    ['PT1H', 3_600_000],
    ['P1DT1M', 86_460_000],
  ])('reads %s', (duration, expected) => {
    expect(durationMs(duration)).toBe(expected);
  });

  it.each(['', 'soon', undefined])('has no number for %s', (duration) => {
    expect(durationMs(duration)).toBeUndefined();
  });
});

describe('deploymentStatus', () => {
  it.each([
    ['Succeeded', 'succeeded'],
    ['Failed', 'failed'],
    ['Canceled', 'cancelled'],
    ['Accepted', 'running'],
    ['Running', 'running'],
    ['a state of the future', 'running'],
    [undefined, 'running'],
  ])('takes %s for %s', (state, status) => {
    expect(deploymentStatus(state)).toBe(status);
  });
});
