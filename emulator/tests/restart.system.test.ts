import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { askApp } from './ask-app.ts';
import { appOf, eventually, prepareEnvironment, putApp, ready } from './container-app-fixture.ts';
import { all, GROUP, startEmulator, type TestEmulator } from './start-emulator.ts';

let azure: TestEmulator;
beforeEach(async () => {
  azure = await startEmulator();
});
afterEach(() => azure.close());

test('everything is there after a restart, and apps run again under the new port', async () => {
  await putApp(azure, 'web', appOf(await prepareEnvironment(azure), 'again'));
  const before = await ready(azure, 'web');
  const keys = await azure.storage.storageAccounts.listKeys(GROUP, 'appaccount');
  await azure.restart();

  const after = await azure.apps.containerApps.get(GROUP, 'web');
  expect(after.latestRevisionName).toBe(before.latestRevisionName);
  expect(after.configuration?.ingress?.fqdn).toContain(new URL(azure.url()).host.split(':')[1]);
  expect(await azure.storage.storageAccounts.listKeys(GROUP, 'appaccount')).toEqual(keys);
  await eventually(async () => {
    const answer = await askApp(azure.url(), after.configuration?.ingress?.fqdn ?? '');
    expect(answer).toEqual({ status: 200, body: `again from ${before.latestRevisionName}` });
  });
});

test('a second emulator on the same data folder is refused, and the first goes on', async () => {
  await expect(
    createEmulator({ dataDir: azure.dataDir, imagesDir: azure.dataDir, port: 0, pace: 0 }),
  ).rejects.toThrow(/is in use by another local Azure/);
  expect((await all(azure.resources.resourceGroups.list())).map(({ name }) => name)).toEqual([GROUP]);
});
