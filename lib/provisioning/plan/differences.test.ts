import { expect, test } from 'vitest';
import { differencesOf } from '@/lib/provisioning/plan/differences';

const PROFILES = 'properties.workloadProfiles';
const resourceId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.App/managedEnvironments/e';
const consumption = { name: 'Consumption', workloadProfileType: 'Consumption' };
const dedicated = { name: 'GPU', workloadProfileType: 'NC24-A100', minimumCount: 0, maximumCount: 1 };
const serverless = { name: 'GPU-T4', workloadProfileType: 'Consumption-GPU-NC8as-T4' };

/** Profiles as Azure tells of them where some differ: entry by entry, whatever these say here. */
const profiles = (before: object[], after: object[]) =>
  differencesOf({
    resourceId,
    changeType: 'Modify',
    before: { properties: { workloadProfiles: before } },
    after: { properties: { workloadProfiles: after } },
    delta: [
      {
        path: PROFILES,
        propertyChangeType: 'Array',
        children: [
          { path: '1', propertyChangeType: 'Modify', before: before[1], after: after[1] },
          { path: '2', propertyChangeType: 'Delete', before: before[2] },
        ],
      },
    ],
  });

test('profiles in another order are no difference', () => {
  expect(profiles([consumption, dedicated, serverless], [serverless, consumption, dedicated])).toEqual([]);
});

test('a profile that comes before one that stays is added, and none is removed', () => {
  expect(profiles([consumption, dedicated], [consumption, serverless, dedicated])).toEqual([
    { path: `${PROFILES}[GPU-T4]`, kind: 'added', after: serverless },
  ]);
});

test('of a profile that stays only what differs is told, and one that goes is told whole', () => {
  const larger = { ...dedicated, maximumCount: 2 };
  expect(profiles([consumption, dedicated, serverless], [consumption, larger])).toEqual([
    { path: `${PROFILES}[GPU].maximumCount`, kind: 'changed', before: 1, after: 2 },
    { path: `${PROFILES}[GPU-T4]`, kind: 'removed', before: serverless },
  ]);
});

test('what is within a named entry has its whole path, lists without names by their index', () => {
  const container = (periodSeconds: number, env: object[]) => ({
    properties: { template: { containers: [{ name: 'inference', env, probes: [{ periodSeconds }] }] } },
  });
  const [a, b] = [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
  ];
  const differences = differencesOf({
    resourceId,
    changeType: 'Modify',
    before: container(2, [a, b]),
    after: container(5, [b, { ...a, value: '3' }]),
    delta: [{ path: 'properties.template.containers', propertyChangeType: 'Array', children: [] }],
  });
  const at = 'properties.template.containers[inference]';
  expect(differences).toEqual([
    { path: `${at}.env[A].value`, kind: 'changed', before: '1', after: '3' },
    { path: `${at}.probes[0].periodSeconds`, kind: 'changed', before: 2, after: 5 },
  ]);
});

test('a list without names is told as Azure tells it', () => {
  const list = { path: 'properties.list', propertyChangeType: 'Array' } as const;
  const differences = differencesOf({
    resourceId,
    changeType: 'Modify',
    before: { properties: { list: ['a'] } },
    after: { properties: { list: ['a', 'b'] } },
    delta: [{ ...list, children: [{ path: '1', propertyChangeType: 'Create', after: 'b' }] }],
  });
  expect(differences).toEqual([{ path: 'properties.list[1]', kind: 'added', after: 'b' }]);
});
