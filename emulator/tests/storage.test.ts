import { ShareServiceClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const TYPE = 'Microsoft.Storage/storageAccounts';
const ACCOUNT = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  await azure.storage.storageAccounts.create(GROUP, 'testaccount', ACCOUNT, QUICK);
});
afterAll(() => azure.close());

test('an account answers with its endpoint and two keys', async () => {
  const account = await azure.storage.storageAccounts.getProperties(GROUP, 'TestAccount');
  expect(account).toMatchObject({ name: 'testaccount', location: 'eastus', kind: 'StorageV2' });
  expect(account.provisioningState).toBe('Succeeded');
  expect(account.primaryEndpoints?.file).toBe(`${azure.url()}/testaccount/`);
  const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, 'testaccount');
  expect(keys?.map(({ keyName }) => keyName)).toEqual(['key1', 'key2']);
});

test('creating an account again updates it and keeps its keys', async () => {
  const before = await azure.storage.storageAccounts.listKeys(GROUP, 'testaccount');
  await azure.storage.storageAccounts.create(GROUP, 'testaccount', { ...ACCOUNT, tags: { a: 'b' } }, QUICK);
  const after = await azure.storage.storageAccounts.listKeys(GROUP, 'testaccount');
  expect(after.keys?.map(({ value }) => value)).toEqual(before.keys?.map(({ value }) => value));
});

test('a new key replaces the old one at the file service', async () => {
  await azure.storage.storageAccounts.create(GROUP, 'rotating', ACCOUNT, QUICK);
  const client = async () => {
    const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, 'rotating');
    const credential = new StorageSharedKeyCredential('rotating', keys?.[0]?.value ?? '');
    return new ShareServiceClient(`${azure.url()}/rotating`, credential, { retryOptions: { maxTries: 1 } });
  };
  const old = await client();
  await old.getShareClient('first').create();
  await azure.storage.storageAccounts.regenerateKey(GROUP, 'rotating', { keyName: 'key1' });
  await expect(old.getShareClient('second').create()).rejects.toMatchObject({ statusCode: 403 });
  await (await client()).getShareClient('second').create();
});

test('shares made on either plane show up on the other', async () => {
  await azure.storage.fileShares.create(GROUP, 'testaccount', 'by-arm', {
    shareQuota: 12,
  });
  const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, 'testaccount');
  const credential = new StorageSharedKeyCredential('testaccount', keys?.[0]?.value ?? '');
  const service = new ShareServiceClient(`${azure.url()}/testaccount`, credential);
  await service.getShareClient('by-data').create();
  expect(await service.getShareClient('by-arm').exists()).toBe(true);

  const shares = await all(azure.storage.fileShares.list(GROUP, 'testaccount'));
  expect(shares.map(({ name }) => name).sort()).toEqual(['by-arm', 'by-data']);
  expect(await azure.storage.fileShares.get(GROUP, 'testaccount', 'by-arm')).toMatchObject({
    name: 'by-arm',
    shareQuota: 12,
  });
  await azure.storage.fileShares.delete(GROUP, 'testaccount', 'by-data');
  expect(await service.getShareClient('by-data').exists()).toBe(false);
});

test.each([
  ['Upper', 400, 'AccountNameInvalid'],
  ['ab', 400, 'AccountNameInvalid'],
])('the account name %s is refused', async (name, statusCode, code) => {
  await expect(azure.storage.storageAccounts.create(GROUP, name, ACCOUNT, QUICK)).rejects.toMatchObject({
    statusCode,
    code,
  });
});

test('an account name is unique across resource groups', async () => {
  await azure.resources.resourceGroups.createOrUpdate('rg-other', { location: 'eastus' });
  await expect(
    azure.storage.storageAccounts.create('rg-other', 'testaccount', ACCOUNT, QUICK),
  ).rejects.toMatchObject({ statusCode: 409, code: 'StorageAccountAlreadyTaken' });
  expect(
    await azure.storage.storageAccounts.checkNameAvailability({ name: 'testaccount', type: TYPE }),
  ).toMatchObject({
    nameAvailable: false,
    reason: 'AlreadyExists',
  });
});

test('the generic list knows the account by its type', async () => {
  const filter = "resourceType eq 'microsoft.storage/storageaccounts'";
  const found = await all(azure.resources.resources.listByResourceGroup(GROUP, { filter, top: 1 }));
  expect(found.map(({ name }) => name).sort()).toEqual(['rotating', 'testaccount']);
});
