import { ShareServiceClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './container-app-fixture.ts';
import { createManualClock } from './manual-clock.ts';
import { GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const VERSION = 'api-version=2025-04-01';
const ACCOUNT = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
const groupPath = (name: string) => `/subscriptions/${SUBSCRIPTION}/resourcegroups/${name}?${VERSION}`;

const clock = createManualClock();
let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator({ clock });
});
afterAll(() => azure.close());

const get = (path: string) => fetch(`${azure.url()}${path}`);
const put = (name: string) =>
  fetch(`${azure.url()}${groupPath(name)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ location: 'eastus' }),
  });
const codeOf = async (response: Response) => ({
  status: response.status,
  code: (await response.json()).error.code,
});
const sharesOf = async (account: string) => {
  await azure.storage.storageAccounts.create(GROUP, account, ACCOUNT, QUICK);
  const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, account);
  const credential = new StorageSharedKeyCredential(account, keys?.[0]?.value ?? '');
  return new ShareServiceClient(`${azure.url()}/${account}`, credential, { retryOptions: { maxTries: 1 } });
};

test('throttled: the first request is told when to come back', async () => {
  const first = await get(groupPath('rg-fault-throttled'));
  expect(first.headers.get('retry-after')).toBe('1');
  expect(await codeOf(first)).toEqual({ status: 429, code: 'SubscriptionRequestsThrottled' });
  expect((await get(groupPath('rg-fault-throttled'))).status).toBe(404);
});

test('burst: the first two requests find the service unavailable', async () => {
  const statuses = [];
  for (let turn = 0; turn < 3; turn += 1) statuses.push((await get(groupPath('rg-fault-burst'))).status);
  expect(statuses).toEqual([503, 503, 404]);
});

test('reset: the first answer breaks off, and the write that it told of is done', async () => {
  const broken = await put('rg-fault-reset');
  expect(broken.status).toBe(201);
  await expect(broken.text()).rejects.toThrow('terminated');
  expect((await put('rg-fault-reset')).status).toBe(200);
});

test('late: an answer comes three seconds late', async () => {
  let answered = false;
  const answer = get(groupPath('rg-fault-late')).finally(() => {
    answered = true;
  });
  await eventually(async () => {
    clock.advance(500);
    await Promise.resolve();
    expect(answered).toBe(true);
  });
  expect((await answer).status).toBe(404);
});

test('token-expired: the first request is challenged', async () => {
  const first = await get(groupPath('rg-fault-token-expired'));
  expect(first.headers.get('www-authenticate')).toContain('error="invalid_token"');
  expect(await codeOf(first)).toEqual({ status: 401, code: 'ExpiredAuthenticationToken' });
  expect((await get(groupPath('rg-fault-token-expired'))).status).toBe(404);
});

test('denied: writes are refused with who, what and where; reads are not', async () => {
  const token = Buffer.from(JSON.stringify({ appid: 'an-app', oid: 'an-object' })).toString('base64url');
  const response = await fetch(`${azure.url()}${groupPath('rg-fault-denied')}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer e30.${token}.x` },
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({
    error: {
      code: 'AuthorizationFailed',
      message: `The client 'an-app' with object id 'an-object' does not have authorization to perform action 'Microsoft.Resources/subscriptions/resourcegroups/delete' over scope '/subscriptions/${SUBSCRIPTION}/resourcegroups/rg-fault-denied' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    },
  });
  expect((await get(groupPath('rg-fault-denied'))).status).toBe(404);
  await expect(
    azure.storage.storageAccounts.create(GROUP, 'faultdenied', ACCOUNT, QUICK),
  ).rejects.toMatchObject({
    statusCode: 403,
    message: expect.stringContaining("'Microsoft.Storage/storageAccounts/write'"),
  });
});

test('500 and conflict: writes of a group fail so', async () => {
  expect(await codeOf(await put('rg-fault-500'))).toEqual({ status: 500, code: 'InternalServerError' });
  expect(await codeOf(await put('rg-fault-conflict'))).toEqual({ status: 409, code: 'Conflict' });
});

test('name-taken: the name is not available, and the account is refused', async () => {
  const type = 'Microsoft.Storage/storageAccounts';
  const check = azure.storage.storageAccounts.checkNameAvailability({ name: 'faultnametaken', type });
  expect(await check).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
  await expect(
    azure.storage.storageAccounts.create(GROUP, 'faultnametaken', ACCOUNT, QUICK),
  ).rejects.toMatchObject({ statusCode: 409, code: 'StorageAccountAlreadyTaken' });
});

test('an account without shared keys takes none, and takes them again when that is allowed', async () => {
  const shares = await sharesOf('nokeys');
  await azure.storage.storageAccounts.update(GROUP, 'nokeys', { allowSharedKeyAccess: false });
  await expect(shares.getShareClient('any').create()).rejects.toMatchObject({
    statusCode: 403,
    code: 'KeyBasedAuthenticationNotPermitted',
  });
  await azure.storage.storageAccounts.update(GROUP, 'nokeys', { allowSharedKeyAccess: true });
  await shares.getShareClient('any').create();
});

test('keys-forbidden: the account says so, and takes none', async () => {
  const shares = await sharesOf('faultkeysforbidden');
  expect(await azure.storage.storageAccounts.getProperties(GROUP, 'faultkeysforbidden')).toMatchObject({
    allowSharedKeyAccess: false,
  });
  await expect(shares.getShareClient('any').create()).rejects.toMatchObject({ statusCode: 403 });
});

test('files: a throttled service is busy once, one in a burst twice, and a reset breaks off', async () => {
  const shares = await sharesOf('wirefaults');
  const busy = { statusCode: 503, code: 'ServerBusy' };
  const throttled = shares.getShareClient('fault-throttled');
  await expect(throttled.create()).rejects.toMatchObject(busy);
  await throttled.create();
  const bursting = shares.getShareClient('fault-burst');
  await expect(bursting.create()).rejects.toMatchObject(busy);
  await expect(bursting.create()).rejects.toMatchObject(busy);
  await bursting.create();
  const file = throttled.rootDirectoryClient.getFileClient('fault-reset.bin');
  await shares.getShareClient('plain').create();
  await expect(file.create(10)).rejects.toThrow();
  const { quota } = await shares.getShareClient('plain').getProperties();
  expect(quota).toBeGreaterThan(0);
});
