import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  FileSASPermissions,
  generateAccountSASQueryParameters,
  generateFileSASQueryParameters,
  ShareClient,
  ShareFileClient,
  ShareSASPermissions,
  ShareServiceClient,
  StorageSharedKeyCredential,
} from '@azure/storage-file-share';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, type FilesUnderTest, startFiles } from './testing.ts';

const HOUR_MS = 3_600_000;
const once = { retryOptions: { maxTries: 1 } };

let files: FilesUnderTest;
beforeAll(async () => {
  files = await startFiles();
  const share = files.client.getShareClient('share');
  await share.create();
  await share.rootDirectoryClient.getFileClient('file').uploadData(Buffer.from('abc'));
});
afterAll(() => files.close());

const expiresOn = () => new Date(files.clock.nowMs + HOUR_MS);

describe('a shared key', () => {
  test('signs names that need escaping, metadata and ranges', async () => {
    const file = files.client.getShareClient('share').rootDirectoryClient.getFileClient('a b+c é%.txt');
    await file.create(4, { metadata: { b_c: '2', bc: '1', b1: '3', b: '4' } });
    await file.uploadRange('abcd', 0, 4);
    expect((await file.downloadToBuffer(1, 2)).toString()).toBe('bc');
  });

  test('that is wrong, or of another account, opens nothing', async () => {
    const wrong = new StorageSharedKeyCredential(ACCOUNT, Buffer.from('wrong').toString('base64'));
    await expect(
      new ShareServiceClient(files.url, wrong, once).getShareClient('share').exists(),
    ).rejects.toMatchObject({
      statusCode: 403,
      code: 'AuthenticationFailed',
    });
    const other = new StorageSharedKeyCredential('nobody', files.key);
    await expect(
      new ShareServiceClient(files.url, other, once).getShareClient('share').exists(),
    ).rejects.toMatchObject({ code: 'AuthenticationFailed' });
  });

  test('is needed: without one the answer is 401, in XML that says why', async () => {
    const response = await fetch(`${files.url}/share?restype=share`, {
      headers: { 'x-ms-version': '2026-10-06' },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('x-ms-error-code')).toBe('NoAuthenticationInformation');
    expect(await response.text()).toContain('<Error><Code>NoAuthenticationInformation</Code><Message>');
  });

  test('a bearer token that nobody vouches for is refused', async () => {
    const response = await fetch(`${files.url}/share/file`, { headers: { authorization: 'Bearer x' } });
    expect(await response.text()).toContain('<AuthenticationErrorDetail>Signature validation failed.');
  });
});

describe('an account signature', () => {
  const signed = (permissions: string, resourceTypes = 'sco', services = 'f') =>
    generateAccountSASQueryParameters(
      {
        permissions: AccountSASPermissions.parse(permissions),
        resourceTypes: AccountSASResourceTypes.parse(resourceTypes).toString(),
        services: AccountSASServices.parse(services).toString(),
        expiresOn: expiresOn(),
      },
      files.credential,
    ).toString();
  const open = (sas: string) => new ShareServiceClient(`${files.url}?${sas}`, undefined, once);

  test('allows what it names and nothing else', async () => {
    const file = open(signed('rl')).getShareClient('share').rootDirectoryClient.getFileClient('file');
    expect((await file.downloadToBuffer()).toString()).toBe('abc');
    await expect(file.delete()).rejects.toMatchObject({ code: 'AuthorizationPermissionMismatch' });
    const containersOnly = open(signed('r', 'c'))
      .getShareClient('share')
      .rootDirectoryClient.getFileClient('file');
    await expect(containersOnly.download()).rejects.toMatchObject({
      code: 'AuthorizationResourceTypeMismatch',
    });
    const blobs = open(signed('r', 'sco', 'b')).getShareClient('share');
    await expect(blobs.getProperties()).rejects.toMatchObject({ code: 'AuthorizationServiceMismatch' });
    expect((await open(signed('l')).listShares().next()).value).toMatchObject({ name: 'share' });
  });

  test('ends when it says', async () => {
    const share = open(signed('r')).getShareClient('share');
    await share.getProperties();
    files.clock.nowMs += 2 * HOUR_MS;
    await expect(share.getProperties()).rejects.toMatchObject({ code: 'AuthenticationFailed' });
    files.clock.nowMs -= 2 * HOUR_MS;
  });

  test('that was changed does not hold', async () => {
    const share = open(signed('r').replace('sp=r', 'sp=rwd')).getShareClient('share');
    await expect(share.getProperties()).rejects.toMatchObject({ code: 'AuthenticationFailed' });
  });
});

describe('a service signature', () => {
  test('of a share covers its files', async () => {
    const sas = generateFileSASQueryParameters(
      { shareName: 'share', permissions: ShareSASPermissions.parse('rwl'), expiresOn: expiresOn() },
      files.credential,
    );
    const share = new ShareClient(`${files.url}/share?${sas}`, undefined, once);
    const file = share.rootDirectoryClient.getFileClient('file');
    expect((await file.downloadToBuffer()).toString()).toBe('abc');
    await expect(file.delete()).rejects.toMatchObject({ code: 'AuthorizationPermissionMismatch' });
    expect((await share.rootDirectoryClient.listFilesAndDirectories().next()).done).toBe(false);
  });

  test('of a file covers that file only', async () => {
    const sas = generateFileSASQueryParameters(
      {
        shareName: 'share',
        filePath: 'file',
        permissions: FileSASPermissions.parse('r'),
        expiresOn: expiresOn(),
      },
      files.credential,
    );
    expect(
      (await new ShareFileClient(`${files.url}/share/file?${sas}`, undefined, once).downloadToBuffer())
        .length,
    ).toBe(3);
    await expect(
      new ShareFileClient(`${files.url}/share/other?${sas}`, undefined, once).download(),
    ).rejects.toMatchObject({ code: 'AuthenticationFailed' });
  });

  test('azcopy encodes the slashes of a path', async () => {
    const sas = generateFileSASQueryParameters(
      { shareName: 'share', permissions: ShareSASPermissions.parse('cw'), expiresOn: expiresOn() },
      files.credential,
    );
    await files.client.getShareClient('share').createDirectory('sub');
    const response = await fetch(`${files.url}/share%2Fsub%2Fbig.bin?${sas}`, {
      method: 'PUT',
      headers: { 'x-ms-version': '2025-07-05', 'x-ms-type': 'file', 'x-ms-content-length': '10' },
    });
    expect(response.status).toBe(201);
    const file = files.client.getShareClient('share').getDirectoryClient('sub').getFileClient('big.bin');
    expect((await file.getProperties()).contentLength).toBe(10);
  });
});

test('an operation that is not supported is refused by name', async () => {
  const share = files.client.getShareClient('share');
  await expect(share.createSnapshot()).rejects.toMatchObject({
    statusCode: 501,
    code: 'NotImplemented',
    details: { message: expect.stringContaining("Not supported: 'PUT share snapshot'") },
  });
  await expect(share.withSnapshot('2026-01-01T00:00:00Z').getProperties()).rejects.toMatchObject({
    code: 'NotImplemented',
  });
  const file = share.rootDirectoryClient.getFileClient('file');
  await expect(file.getShareLeaseClient().acquireLease(-1)).rejects.toMatchObject({
    details: { message: expect.stringContaining("Not supported: 'PUT file lease'") },
  });
  await expect(file.createHardLink('other')).rejects.toMatchObject({
    details: { message: expect.stringContaining("Not supported: 'PUT hardlink'") },
  });
});

test('answers carry the ids and the version that clients expect', async () => {
  const { requestId, version, date } = await files.client.getShareClient('share').getProperties();
  expect({ requestId, version, date }).toEqual({
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    version: '2026-10-06',
    date: expect.any(Date),
  });
});
