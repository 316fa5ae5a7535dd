import { describe, expect, test } from 'vitest';
import { targetOf, tenantFromFile, tenantOf } from './target';

const tenants = [{ id: 'first' }, { id: 'second' }];
const everywhere = [
  { id: 'sub-1', tenantId: 'first' },
  { id: 'sub-2', tenantId: 'second' },
];

describe('the tenant', () => {
  test('of a chosen subscription is the one that it belongs to, not the first', () => {
    expect(tenantOf({ subscriptionId: 'sub-2' }, tenants, everywhere)).toBe('second');
  });

  test('is open while it is not known to which one the subscription belongs', () => {
    expect(tenantOf({ subscriptionId: 'sub-2' }, tenants, undefined)).toBeUndefined();
  });

  test('is the first when nothing is chosen, and when the subscription is nowhere', () => {
    expect(tenantOf({}, tenants, undefined)).toBe('first');
    expect(tenantOf({ subscriptionId: 'lost' }, tenants, everywhere)).toBe('first');
  });

  test('is taken from the file only for the subscription that the file names', () => {
    const file = { TENANT_ID: 'first', SUBSCRIPTION_ID: 'sub-1' };
    expect(tenantFromFile(file, 'sub-1')).toBe('first');
    expect(tenantFromFile(file, 'sub-2')).toBeUndefined();
    expect(tenantFromFile(null, undefined)).toBeUndefined();
  });
});

describe('the target', () => {
  const chosen = { tenantId: 'second', subscriptionId: 'sub-2', resourceGroup: 'rg' };

  test('is complete when the subscription is in the list of its tenant', () => {
    expect(targetOf(chosen, [{ id: 'sub-2' }])).toEqual(chosen);
  });

  test.each([undefined, [], [{ id: 'sub-1' }]])('is none while the list is %o', (subscriptions) => {
    expect(targetOf(chosen, subscriptions)).toBeUndefined();
  });
});
