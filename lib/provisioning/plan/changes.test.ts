import { expect, test } from 'vitest';
import type { WhatIfChange } from '@/lib/azure/what-if';
import { plannedChanges } from '@/lib/provisioning/plan/changes';

const ACCOUNT = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a';

const foreseen = (change: Partial<WhatIfChange>): WhatIfChange => ({
  resourceId: ACCOUNT,
  changeType: 'Modify',
  ...change,
});
const kindOf = (change: Partial<WhatIfChange>) => plannedChanges([foreseen(change)]).changes[0]?.kind;

test.each([
  ['Create', 'create'],
  ['NoChange', 'reuse'],
  ['Delete', 'unknown'],
  ['Deploy', 'unknown'],
  ['Unsupported', 'unknown'],
] as const)('what Azure calls %s is %s', (changeType, kind) => {
  expect(kindOf({ changeType })).toBe(kind);
});

test('an update whose every difference means nothing is noise, with one that does a change', () => {
  const idle = { path: 'properties.encryption', propertyChangeType: 'Delete', before: { a: 1 } } as const;
  const real = { path: 'tags.a', propertyChangeType: 'Create', after: 'b' } as const;
  expect(kindOf({ delta: [idle] })).toBe('noise');
  expect(kindOf({ delta: [idle, real] })).toBe('change');
});

test('what the template leaves alone is counted and not listed', () => {
  const { changes, untouched } = plannedChanges([
    foreseen({ changeType: 'Ignore' }),
    foreseen({ changeType: 'NoChange', resourceId: `${ACCOUNT}/fileServices/default/shares/s` }),
  ]);
  expect(untouched).toBe(1);
  expect(changes).toMatchObject([
    { resourceType: 'Microsoft.Storage/storageAccounts/fileServices/shares', name: 's', kind: 'reuse' },
  ]);
});

test('a new resource tells what it will be, without its secrets', () => {
  const { changes } = plannedChanges([
    foreseen({
      changeType: 'Create',
      after: {
        id: ACCOUNT,
        name: 'a',
        location: 'eastus',
        tags: {},
        properties: { accountKey: 'k3y', quota: 5 },
      },
    }),
  ]);
  expect(changes[0]?.properties).toEqual([
    { path: 'location', kind: 'added', noise: false, after: 'eastus' },
    { path: 'properties.accountKey', kind: 'added', noise: false, after: '*****' },
    { path: 'properties.quota', kind: 'added', noise: false, after: 5 },
  ]);
});
