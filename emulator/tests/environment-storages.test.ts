import { afterAll, beforeAll, expect, test } from 'vitest';
import { putApp } from './container-app-fixture.ts';
import { idleApp } from './idle-app.ts';
import { APP_PROVIDER, rawArm } from './raw-arm.ts';
import { GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const ENVIRONMENT = `${APP_PROVIDER}/managedEnvironments/env`;

let azure: TestEmulator;
let environmentId: string;
beforeAll(async () => {
  azure = await startEmulator();
  const environment = { location: 'eastus' };
  const { id } = await azure.apps.managedEnvironments.createOrUpdate(GROUP, 'env', environment, QUICK);
  environmentId = id ?? '';
});
afterAll(() => azure.close());

const azureFile = {
  accountName: 'account',
  accountKey: 'key',
  shareName: 'share',
  accessMode: 'ReadWrite',
};
const putStorage = (name: string, changes: object = {}) =>
  azure.apps.managedEnvironmentsStorages.createOrUpdate(GROUP, 'env', name, {
    properties: { azureFile: { ...azureFile, ...changes } },
  });

test('a storage is answered without its key, which stays when it is not sent again', async () => {
  await putStorage('files');
  await putStorage('files', { accountKey: undefined, accessMode: 'readonly' });
  const { body } = await rawArm(azure, 'GET', `${ENVIRONMENT}/storages/files`);
  expect(body?.properties).toEqual({
    azureFile: { accountName: 'account', shareName: 'share', accessMode: 'ReadOnly' },
  });
  const { value = [] } = await azure.apps.managedEnvironmentsStorages.list(GROUP, 'env');
  expect(value.map(({ name }) => name)).toEqual(['files']);
});

test.each<[string, string, object]>([
  ['without a key', 'new', { accountKey: undefined }],
  ['under a name in capitals', 'Files', {}],
  ['of a share that leads elsewhere', 'new', { shareName: '../share' }],
])('a storage is refused %s', async (_, name, changes) => {
  await expect(putStorage(name, changes)).rejects.toMatchObject({ statusCode: 400 });
});

test('a storage stays while an app names it, and goes afterwards', async () => {
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  await azure.storage.storageAccounts.create(GROUP, 'account', account, QUICK);
  await azure.storage.fileShares.create(GROUP, 'account', 'share', {});
  const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, 'account');
  await putStorage('used', { accountKey: keys?.[0]?.value });
  const app = idleApp(environmentId);
  const volumes = [{ name: 'share', storageType: 'AzureFile', storageName: 'used' }];
  await putApp(azure, 'user', { ...app, template: { ...app.template, volumes } });
  const remove = () => azure.apps.managedEnvironmentsStorages.delete(GROUP, 'env', 'used');
  await expect(remove()).rejects.toMatchObject({ statusCode: 409, code: 'ManagedEnvironmentStorageInUse' });
  await azure.apps.containerApps.delete(GROUP, 'user', QUICK);
  await remove();
  await expect(azure.apps.managedEnvironmentsStorages.get(GROUP, 'env', 'used')).rejects.toMatchObject({
    statusCode: 404,
  });
});
