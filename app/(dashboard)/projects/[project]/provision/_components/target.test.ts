import { describe, expect, test } from 'vitest';
import { chosenByText, targetOf, tenantFromFile, tenantOf } from './target';

const tenants = [
  { id: 'first', signIn: { state: 'refused' } },
  { id: 'second', signIn: { state: 'signed-in' } },
];
const found = { id: 'sub-1', tenantId: 'first' };

describe('the tenant', () => {
  test('of a chosen subscription is the one that it belongs to', () => {
    expect(tenantOf({ subscriptionId: 'sub-1' }, tenants, found)).toBe('first');
  });

  test('is open while it is not known to which one the subscription belongs', () => {
    expect(tenantOf({ subscriptionId: 'sub-2' }, tenants, undefined)).toBeUndefined();
  });

  test('is the first that can be signed in to when nothing is chosen, and when the subscription is nowhere', () => {
    expect(tenantOf({}, tenants, undefined)).toBe('second');
    expect(tenantOf({ subscriptionId: 'lost' }, tenants, null)).toBe('second');
    expect(tenantOf({}, tenants.slice(0, 1), undefined)).toBe('first');
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

describe('a pasted text', () => {
  const tenant = '5a3b1e00-0000-4000-8000-000000000001';
  const subscription = '5a3b1e00-0000-4000-8000-000000000002';

  test.each([
    [tenant, { tenantId: tenant }],
    [` ${subscription.toUpperCase()}\n`, { subscriptionId: subscription }],
    [`/subscriptions/${subscription}`, { subscriptionId: subscription }],
    [
      `/subscriptions/${subscription}/resourceGroups/rg-a/providers/Microsoft.App/containerApps/app`,
      { subscriptionId: subscription, resourceGroup: 'rg-a' },
    ],
    ['rg-a', undefined],
    ['/subscriptions/x/resourceGroups/rg-a', undefined],
  ])('%s chooses what it names', (text, chosen) => {
    expect(chosenByText(text, [{ id: tenant }])).toEqual(chosen);
  });
});
