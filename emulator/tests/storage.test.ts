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

test('an account answers with its endpoint, its defaults and two keys', async () => {
  const account = await azure.storage.storageAccounts.getProperties(GROUP, 'TestAccount');
  expect(account).toMatchObject({
    name: 'testaccount',
    type: TYPE,
    location: 'eastus',
    kind: 'StorageV2',
    sku: { name: 'Standard_LRS', tier: 'Standard' },
    provisioningState: 'Succeeded',
    accessTier: 'Hot',
    primaryLocation: 'eastus',
    statusOfPrimary: 'available',
    enableHttpsTrafficOnly: true,
    allowBlobPublicAccess: false,
    networkRuleSet: { bypass: 'AzureServices', defaultAction: 'Allow' },
    encryption: { keySource: 'Microsoft.Storage', services: { file: { enabled: true } } },
    primaryEndpoints: { file: `${azure.url()}/testaccount/` },
  });
  expect(account.secondaryLocation).toBeUndefined();
  const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, 'testaccount', { expand: 'kerb' });
  expect(keys?.map(({ keyName }) => keyName)).toEqual(['key1', 'key2']);
});

test('creating an account again updates it and keeps its keys', async () => {
  const before = await azure.storage.storageAccounts.listKeys(GROUP, 'testaccount');
  await azure.storage.storageAccounts.create(GROUP, 'testaccount', { ...ACCOUNT, tags: { a: 'b' } }, QUICK);
  const after = await azure.storage.storageAccounts.listKeys(GROUP, 'testaccount');
  expect(after.keys?.map(({ value }) => value)).toEqual(before.keys?.map(({ value }) => value));
});

test('an update changes what it names, replaces the tags and keeps the rest', async () => {
  await azure.storage.storageAccounts.create(GROUP, 'updated', { ...ACCOUNT, tags: { a: 'b' } }, QUICK);
  const changed = await azure.storage.storageAccounts.update(GROUP, 'updated', {
    sku: { name: 'standard_ragrs' },
    tags: { c: 'd' },
    minimumTlsVersion: 'TLS1_2',
  });
  expect(changed).toMatchObject({
    sku: { name: 'Standard_RAGRS' },
    minimumTlsVersion: 'TLS1_2',
    accessTier: 'Hot',
    secondaryLocation: 'westus',
    statusOfSecondary: 'available',
  });
  expect(changed.tags).toEqual({ c: 'd' });
});

test('what an account cannot become is refused', async () => {
  await expect(
    azure.storage.storageAccounts.create(GROUP, 'odd', { ...ACCOUNT, sku: { name: 'Gold_LRS' } }, QUICK),
  ).rejects.toMatchObject({ statusCode: 400, message: expect.stringContaining('Gold_LRS') });
  await expect(
    azure.storage.storageAccounts.create(GROUP, 'testaccount', { ...ACCOUNT, kind: 'FileStorage' }, QUICK),
  ).rejects.toMatchObject({ statusCode: 409, code: 'AccountPropertyCannotBeUpdated' });
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
  ).rejects.toMatchObject({ statusCode: 409, code: 'StorageAccountInAnotherResourceGroup' });
  const check = (name: string) => azure.storage.storageAccounts.checkNameAvailability({ name, type: TYPE });
  expect(await check('testaccount')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
  expect(await check('Wrong!')).toMatchObject({ nameAvailable: false, reason: 'AccountNameInvalid' });
  expect(await check('notyettaken')).toEqual({ nameAvailable: true });
});

test('accounts are listed, and counted in the region that they are in', async () => {
  await azure.storage.storageAccounts.create(
    GROUP,
    'european',
    { ...ACCOUNT, location: 'West Europe' },
    QUICK,
  );
  const names = (await all(azure.storage.storageAccounts.list())).map(({ name }) => name);
  expect(names).toContain('european');
  const [usage] = await all(azure.storage.usages.listByLocation('westeurope'));
  expect(usage).toMatchObject({ unit: 'Count', currentValue: 1, name: { value: 'StorageAccounts' } });
  const skus = await all(azure.storage.skus.list());
  expect(skus).toContainEqual(
    expect.objectContaining({ name: 'Premium_LRS', kind: 'FileStorage', locations: ['westeurope'] }),
  );
  await azure.storage.storageAccounts.delete(GROUP, 'european');
  await azure.storage.storageAccounts.delete(GROUP, 'european');
  expect(await all(azure.storage.usages.listByLocation('westeurope'))).toMatchObject([{ currentValue: 0 }]);
});
