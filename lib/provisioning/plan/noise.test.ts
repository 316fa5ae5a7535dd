import { describe, expect, test } from 'vitest';
import type { Difference } from '@/lib/provisioning/plan/differences';
import { isNoise } from '@/lib/provisioning/plan/noise';

const APP = 'Microsoft.App/containerApps';
const ENVIRONMENT = 'Microsoft.App/managedEnvironments';
const ACCOUNT = 'Microsoft.Storage/storageAccounts';

const changed = (path: string, before: unknown, after: unknown): Difference => ({
  path,
  kind: 'changed',
  before,
  after,
});
const removed = (path: string, before: unknown): Difference => ({ path, kind: 'removed', before });
const added = (path: string, after: unknown): Difference => ({ path, kind: 'added', after });

describe('noise is', () => {
  test.each<[string, string, Difference]>([
    ['a default that the template leaves out', ACCOUNT, removed('properties.encryption.keySource', 'x')],
    [
      'a default within a container',
      APP,
      removed('properties.template.containers[inference].resources.ephemeralStorage', '8Gi'),
    ],
    ['a key that Azure never tells', ENVIRONMENT, added('properties.x.sharedKey', 'k')],
    ['a masked key', ACCOUNT, changed('properties.accountKey', '*******', 'k')],
    ['a region written with blanks', ACCOUNT, changed('location', 'East US', 'eastus')],
    [
      'an id in other letters',
      APP,
      changed('properties.environmentId', '/subscriptions/A', '/subscriptions/a'),
    ],
    ['plain values in another order', APP, changed('properties.configuration.x', ['a', 'b'], ['b', 'a'])],
    [
      'an expression that is worked out later',
      APP,
      changed('properties.x', 'now', "[reference('x').customerId]"),
    ],
  ])('%s', (_, type, difference) => {
    expect(isNoise(type, difference)).toBe(true);
  });
});

describe('noise is not', () => {
  test.each<[string, string, Difference]>([
    ['a profile that goes', ENVIRONMENT, removed('properties.workloadProfiles[GPU]', { name: 'GPU' })],
    ['a default that the template sets otherwise', ACCOUNT, changed('properties.accessTier', 'Hot', 'Cool')],
    ['an image in other letters', APP, changed('properties.template.containers[a].image', 'a/B', 'a/b')],
    [
      'commands in another order',
      APP,
      changed('properties.x', [{ command: 'a' }, { command: 'b' }], [{ command: 'b' }, { command: 'a' }]),
    ],
    ['a tag that goes', ACCOUNT, removed('tags.owner', 'me')],
    ['a number', APP, changed('properties.template.scale.minReplicas', 1, 0)],
  ])('%s', (_, type, difference) => {
    expect(isNoise(type, difference)).toBe(false);
  });
});
