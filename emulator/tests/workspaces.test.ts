import { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  all,
  clientOptions,
  GROUP,
  QUICK,
  SUBSCRIPTION,
  startEmulator,
  type TestEmulator,
} from './start-emulator.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let azure: TestEmulator;
let logs: OperationalInsightsManagementClient;
beforeAll(async () => {
  azure = await startEmulator();
  const { credential, options } = clientOptions(azure.url);
  logs = new OperationalInsightsManagementClient(credential, SUBSCRIPTION, options);
});
afterAll(() => azure.close());

const put = (name: string, more: object = {}) =>
  logs.workspaces.createOrUpdate(GROUP, name, { location: 'eastus', ...more }, QUICK);

test('a workspace has the defaults of the service and an id that stays', async () => {
  const made = await put('ws-plain');
  expect(made).toMatchObject({
    name: 'ws-plain',
    type: 'Microsoft.OperationalInsights/workspaces',
    provisioningState: 'Succeeded',
    customerId: expect.stringMatching(GUID),
    sku: { name: 'PerGB2018', lastSkuUpdate: expect.any(Date) },
    retentionInDays: 30,
    workspaceCapping: { dailyQuotaGb: -1, dataIngestionStatus: 'RespectQuota' },
    publicNetworkAccessForIngestion: 'Enabled',
    publicNetworkAccessForQuery: 'Enabled',
    features: { enableLogAccessUsingOnlyResourcePermissions: true },
    createdDate: expect.any(Date),
    etag: expect.any(String),
  });
  const again = await put('ws-plain', { retentionInDays: 60 });
  expect(again).toMatchObject({ retentionInDays: 60, customerId: made.customerId });
  expect(again.sku?.lastSkuUpdate).toEqual(made.sku?.lastSkuUpdate);
});

test('an update changes what it names and replaces the tags', async () => {
  await put('ws-updated', { tags: { a: 'b' }, retentionInDays: 90 });
  const changed = await logs.workspaces.update(GROUP, 'ws-updated', {
    tags: { c: 'd' },
    sku: { name: 'capacityreservation', capacityReservationLevel: 100 },
    workspaceCapping: { dailyQuotaGb: 5 },
  });
  expect(changed).toMatchObject({
    provisioningState: 'Succeeded',
    retentionInDays: 90,
    sku: { name: 'CapacityReservation', capacityReservationLevel: 100 },
    workspaceCapping: { dailyQuotaGb: 5 },
  });
  expect(changed.tags).toEqual({ c: 'd' });
});

test('workspaces are listed and deleted, by force as well', async () => {
  await put('ws-listed');
  const names = async () => (await all(logs.workspaces.list())).map(({ name }) => name);
  expect(await names()).toContain('ws-listed');
  const inGroup = await all(logs.workspaces.listByResourceGroup(GROUP));
  expect(inGroup.map(({ name }) => name)).toContain('ws-listed');
  await logs.workspaces.delete(GROUP, 'ws-listed', { ...QUICK, force: true });
  expect(await names()).not.toContain('ws-listed');
  await logs.workspaces.delete(GROUP, 'ws-listed', QUICK);
});

test('its keys are told, under the older name too, and can be made anew', async () => {
  await put('ws-keys');
  const before = await logs.sharedKeys.getSharedKeys(GROUP, 'ws-keys');
  const path = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.OperationalInsights/workspaces/ws-keys/listKeys?api-version=2020-08-01`;
  expect(await (await fetch(`${azure.url()}${path}`, { method: 'POST' })).json()).toEqual(before);
  const after = await logs.sharedKeys.regenerate(GROUP, 'ws-keys');
  expect(after.primarySharedKey).not.toBe(before.primarySharedKey);
  expect(await logs.sharedKeys.getSharedKeys(GROUP, 'ws-keys')).toEqual(after);
});

test.each([
  ['-bad', {}, 'InvalidParameter'],
  ['abc', {}, 'InvalidParameter'],
  ['ws-odd', { retentionInDays: 12 }, 'InvalidParameter'],
  ['ws-odd', { sku: { name: 'Platinum' } }, 'InvalidRequestContent'],
])('the workspace %s with %o is refused', async (name, more, code) => {
  await expect(put(name, more)).rejects.toMatchObject({ statusCode: 400, code });
});

test('tables are refused by name', async () => {
  await put('ws-tables');
  await expect(logs.tables.get(GROUP, 'ws-tables', 'AppEvents')).rejects.toMatchObject({
    statusCode: 501,
    message: expect.stringContaining('workspaces/tables'),
  });
});
