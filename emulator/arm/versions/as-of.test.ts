import { expect, test } from 'vitest';
import { asOf, isBehind } from './as-of.ts';

const APP = 'Microsoft.App/containerApps';
const app = {
  type: APP,
  properties: {
    runningStatus: 'Running',
    configuration: { identitySettings: [] },
    template: { scale: { maxReplicas: 1, pollingInterval: 30 } },
  },
};
const scaleAsOf = (version: string) => asOf(version, APP, app).properties;

test('a member is left out of every version before the one that brought it', () => {
  expect(scaleAsOf('2025-01-01')).toEqual(app.properties);
  expect(scaleAsOf('2024-03-01')).toEqual({ configuration: {}, template: { scale: { maxReplicas: 1 } } });
});

test('a preview that had a member first keeps it, and the stable version after that preview does not', () => {
  const { configuration } = app.properties;
  expect(scaleAsOf('2024-02-02-preview')).toMatchObject({ configuration });
  expect(scaleAsOf('2024-03-01')).toMatchObject({ configuration: {} });
  expect(scaleAsOf('2023-11-02-preview')).toMatchObject({ configuration: {} });
  expect(scaleAsOf('2024-08-02-preview')).toEqual({
    configuration,
    template: { scale: { maxReplicas: 1, pollingInterval: 30 } },
  });
});

test('each thing of a page is cut, in lists as well, and what else the page says stays', () => {
  const replica = { type: `${APP}/revisions/replicas`, properties: { containers: [{ execEndpoint: 'x' }] } };
  expect(asOf('2022-03-01', `${APP}/revisions/replicas`, { value: [replica], nextLink: 'on' })).toEqual({
    value: [{ ...replica, properties: { containers: [{}] } }],
    nextLink: 'on',
  });
});

test('an answer that does not say its type is known by where it was asked', () => {
  const keys = { keys: [{ keyName: 'key1', creationTime: 'then' }] };
  const asked = 'Microsoft.Storage/storageAccounts/listKeys';
  expect(asOf('2021-01-01', asked, keys)).toEqual({ keys: [{ keyName: 'key1' }] });
  expect(asOf('2021-02-01', asked, keys)).toEqual(keys);
});

test('a resource in a list of ARM is not judged by the version of its provider', () => {
  const value = [{ type: 'Microsoft.App/managedEnvironments', identity: { type: 'None' } }];
  expect(asOf('2021-04-01', 'Microsoft.Resources/subscriptions/resources', { value })).toEqual({ value });
});

test('the newest versions of all providers and unknown ones lack nothing', () => {
  expect(isBehind('2026-07-01', APP)).toBe(false);
  expect(isBehind('2026-09-01', 'microsoft.storage/storageaccounts')).toBe(false);
  expect(isBehind('2025-07-01', 'Microsoft.OperationalInsights/workspaces')).toBe(false);
  expect(isBehind('2026-06-01', 'Microsoft.Resources/tenants')).toBe(false);
  expect(isBehind('2020-01-01', 'Microsoft.Nowhere/things')).toBe(false);
});
