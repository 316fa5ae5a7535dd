import { ShareClient, ShareServiceClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const ACCOUNT = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
const HOUR_MS = 3_600_000;

let azure: TestEmulator;
let service: ShareServiceClient;
beforeAll(async () => {
  azure = await startEmulator();
  await azure.storage.storageAccounts.create(GROUP, 'shared', ACCOUNT, QUICK);
  const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, 'shared');
  const credential = new StorageSharedKeyCredential('shared', keys?.[0]?.value ?? '');
  service = new ShareServiceClient(`${azure.url()}/shared`, credential, { retryOptions: { maxTries: 1 } });
});
afterAll(() => azure.close());

test('shares made on either plane show up on the other', async () => {
  await azure.storage.fileShares.create(GROUP, 'shared', 'by-arm', { shareQuota: 12 });
  await service.getShareClient('by-data').create();
  expect(await service.getShareClient('by-arm').exists()).toBe(true);

  const shares = await all(azure.storage.fileShares.list(GROUP, 'shared'));
  expect(shares.map(({ name }) => name).sort()).toEqual(['by-arm', 'by-data']);
  expect(await azure.storage.fileShares.get(GROUP, 'shared', 'by-arm')).toMatchObject({
    name: 'by-arm',
    etag: expect.stringMatching(/^"0x[0-9A-F]+"$/),
    shareQuota: 12,
    accessTier: 'TransactionOptimized',
    enabledProtocols: 'SMB',
  });
  await azure.storage.fileShares.delete(GROUP, 'shared', 'by-data');
  expect(await service.getShareClient('by-data').exists()).toBe(false);
  await azure.storage.fileShares.delete(GROUP, 'shared', 'by-data');
});

test('quota and metadata set on either plane are those on the other', async () => {
  await azure.storage.fileShares.create(GROUP, 'shared', 'resized', { shareQuota: 10 });
  await azure.storage.fileShares.update(GROUP, 'shared', 'resized', { shareQuota: 20, accessTier: 'hot' });
  const share = service.getShareClient('resized');
  expect((await share.getProperties()).quota).toBe(20);
  await share.setQuota(30);
  await share.setMetadata({ owner: 'somebody' });
  expect(await azure.storage.fileShares.get(GROUP, 'shared', 'resized')).toMatchObject({
    shareQuota: 30,
    accessTier: 'Hot',
    metadata: { owner: 'somebody' },
  });
  await azure.storage.fileShares.update(GROUP, 'shared', 'resized', { metadata: { owner: 'nobody' } });
  expect((await share.getProperties()).metadata).toEqual({ owner: 'nobody' });
  expect((await share.getProperties()).quota).toBe(30);
});

test('writing a share is answered with what reading it then finds', async () => {
  const written = await azure.storage.fileShares.create(GROUP, 'shared', 'answered', { shareQuota: 7 });
  const read = await azure.storage.fileShares.get(GROUP, 'shared', 'answered');
  expect(written).toMatchObject({ etag: read.etag, lastModifiedTime: read.lastModifiedTime, shareQuota: 7 });
});

test('a share tells how much it holds when it is asked', async () => {
  await azure.storage.fileShares.create(GROUP, 'shared', 'measured', {});
  const file = service.getShareClient('measured').rootDirectoryClient.getFileClient('a.txt');
  await file.uploadData(Buffer.from('twelve bytes'));
  const get = (expand?: string) =>
    azure.storage.fileShares.get(GROUP, 'shared', 'measured', { ...(expand && { expand }) });
  expect((await get('stats')).shareUsageBytes).toBe(12);
  expect((await get()).shareUsageBytes).toBeUndefined();
});

test('a list of shares takes a prefix and comes in pages', async () => {
  for (const name of ['page-a', 'page-b', 'page-c']) {
    await azure.storage.fileShares.create(GROUP, 'shared', name, {});
  }
  const pages = azure.storage.fileShares
    .list(GROUP, 'shared', { filter: 'page-', maxpagesize: '2' })
    .byPage();
  const names: (string | undefined)[][] = [];
  for await (const page of pages) names.push(page.map(({ name }) => name));
  expect(names).toEqual([['page-a', 'page-b'], ['page-c']]);
});

test.each([
  ['UPPER', {}],
  ['double--hyphen', {}],
  ['fine', { shareQuota: 0 }],
  ['fine', { accessTier: 'Lukewarm' }],
])('the share %s with %o is refused', async (name, properties) => {
  await expect(azure.storage.fileShares.create(GROUP, 'shared', name, properties)).rejects.toMatchObject({
    statusCode: 400,
  });
});

test('what is not there for shares is refused by name', async () => {
  await azure.storage.fileShares.create(GROUP, 'shared', 'plain', {});
  const refused = { statusCode: 501, code: 'NotImplementedByLocalAzure' };
  await expect(azure.storage.fileShares.lease(GROUP, 'shared', 'plain')).rejects.toMatchObject(refused);
  await expect(
    azure.storage.fileShares.restore(GROUP, 'shared', 'plain', {
      deletedShareName: 'plain',
      deletedShareVersion: '1',
    }),
  ).rejects.toMatchObject(refused);
  await expect(
    azure.storage.fileShares.create(GROUP, 'shared', 'nfs', { enabledProtocols: 'NFS' }),
  ).rejects.toMatchObject(refused);
  await expect(
    all(azure.storage.fileShares.list(GROUP, 'shared', { expand: 'deleted,snapshots' })),
  ).rejects.toMatchObject(refused);
});

test('the file service keeps what is set of it', async () => {
  const policy = { enabled: true, days: 7 };
  await azure.storage.fileServices.setServiceProperties(GROUP, 'shared', {
    shareDeleteRetentionPolicy: policy,
  });
  await azure.storage.fileServices.setServiceProperties(GROUP, 'shared', {
    protocolSettings: { smb: { versions: 'SMB3.1.1' } },
  });
  expect(await azure.storage.fileServices.getServiceProperties(GROUP, 'shared')).toMatchObject({
    name: 'default',
    sku: { name: 'Standard_LRS' },
    shareDeleteRetentionPolicy: policy,
    protocolSettings: { smb: { versions: 'SMB3.1.1' } },
    cors: { corsRules: [] },
  });
  const { value } = await azure.storage.fileServices.list(GROUP, 'shared');
  expect(value?.map(({ name }) => name)).toEqual(['default']);
});

test("an account's usage counts its shares", async () => {
  await azure.storage.storageAccounts.create(GROUP, 'counted', ACCOUNT, QUICK);
  await azure.storage.fileShares.create(GROUP, 'counted', 'one', { shareQuota: 5 });
  await azure.storage.fileShares.create(GROUP, 'counted', 'two', { shareQuota: 6 });
  const usage = { storageAccountUsage: { liveShares: { fileShareCount: 2, provisionedStorageGiB: 11 } } };
  expect(await azure.storage.fileServices.getServiceUsage(GROUP, 'counted')).toMatchObject({
    properties: usage,
  });
  expect(await all(azure.storage.fileServices.listServiceUsages(GROUP, 'counted'))).toMatchObject([
    { properties: usage },
  ]);
});

test('signatures that the account makes are good for what they say', async () => {
  await azure.storage.fileShares.create(GROUP, 'shared', 'signed', {});
  const expiry = new Date(Date.now() + HOUR_MS);
  const { accountSasToken } = await azure.storage.storageAccounts.listAccountSAS(GROUP, 'shared', {
    services: 'f',
    resourceTypes: 'sco',
    permissions: 'rl',
    sharedAccessExpiryTime: expiry,
  });
  const { serviceSasToken } = await azure.storage.storageAccounts.listServiceSAS(GROUP, 'shared', {
    canonicalizedResource: '/file/shared/signed',
    resource: 's',
    permissions: 'rcwl',
    sharedAccessExpiryTime: expiry,
    keyToSign: 'key2',
  });
  const open = (token?: string) =>
    new ShareClient(`${azure.url()}/shared/signed?${token}`, undefined, { retryOptions: { maxTries: 1 } });
  await open(serviceSasToken).getDirectoryClient('made').create();
  const listed = await all(open(accountSasToken).rootDirectoryClient.listFilesAndDirectories());
  expect(listed.map(({ name }) => name)).toEqual(['made']);
  await expect(open(accountSasToken).getDirectoryClient('other').create()).rejects.toMatchObject({
    statusCode: 403,
  });
});
