import { describe, expect, it } from 'vitest';
import { deploymentStatus, durationMs, toState } from '@/lib/azure/deployments';

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

describe('toState', () => {
  it('knows the type and the name of what was made from its id alone, as Azure lists it', () => {
    const group = '/subscriptions/s/resourceGroups/g';
    const app = `${group}/providers/Microsoft.App/containerApps/chat`;
    const mount = `${group}/providers/Microsoft.App/managedEnvironments/env/storages/files`;
    const { resources } = toState({
      properties: { outputResources: [{ id: app }, { id: mount }, { id: group }] },
    });
    expect(resources).toEqual([
      { id: app, resourceType: 'Microsoft.App/containerApps', name: 'chat' },
      { id: mount, resourceType: 'Microsoft.App/managedEnvironments/storages', name: 'files' },
    ]);
  });
});
