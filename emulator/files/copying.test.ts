import {
  FileSASPermissions,
  generateFileSASQueryParameters,
  ShareFileClient,
  ShareSASPermissions,
} from '@azure/storage-file-share';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, freshShares } from './testing.ts';

const at = freshShares();
const HOUR_MS = 3_600_000;

function signed(path: string | undefined, permissions: string): string {
  const letters = path ? FileSASPermissions.parse(permissions) : ShareSASPermissions.parse(permissions);
  const expiresOn = new Date(at.files.clock.nowMs + HOUR_MS);
  const values = { shareName: at.share.name, filePath: path, permissions: letters, expiresOn };
  return generateFileSASQueryParameters(values, at.files.credential).toString();
}

describe('a copy', () => {
  test('takes from its source what it is asked to take, and tells where it came from', async () => {
    const source = at.root().getFileClient('source');
    const creationTime = new Date('2020-01-02T03:04:05Z');
    await source.create(3, {
      creationTime,
      lastWriteTime: creationTime,
      fileHttpHeaders: { fileContentType: 'text/x-abc' },
    });
    const copy = at.root().getFileClient('copy');
    await copy.startCopyFromURL(source.url, {
      copyFileSmbInfo: { fileCreationTime: 'source', fileLastWriteTime: 'source', fileAttributes: 'source' },
    });
    const told = await copy.getProperties();
    expect(told).toMatchObject({
      contentType: 'text/x-abc',
      fileCreatedOn: creationTime,
      fileLastWriteOn: creationTime,
      copySource: source.url,
      copyStatus: 'success',
      copyProgress: '3/3',
    });
    await expect(copy.abortCopyFromURL(told.copyId ?? '')).rejects.toMatchObject({
      code: 'NoPendingCopyOperation',
    });
    await expect(copy.abortCopyFromURL('id')).rejects.toMatchObject({ code: 'InvalidQueryParameterValue' });
  });

  test('replaces what is read-only only when asked', async () => {
    const source = await at.upload('source', 'abc');
    const target = at.root().getFileClient('target');
    await target.create(1);
    await at.files.send('PUT', `/${ACCOUNT}/${at.share.name}/target?comp=properties`, {
      headers: { 'x-ms-file-attributes': 'ReadOnly|Hidden' },
    });
    expect((await target.getProperties()).fileAttributes).toBe('ReadOnly | Hidden');
    const attempts = [
      () => target.startCopyFromURL(source.url),
      () => target.delete(),
      () => target.create(1),
      () => target.uploadRange('a', 0, 1),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ statusCode: 409, code: 'ReadOnlyAttribute' });
    await target.startCopyFromURL(source.url, { copyFileSmbInfo: { ignoreReadOnly: true } });
    expect((await target.downloadToBuffer()).toString()).toBe('abc');
  });

  test('keeps the holes of its source', async () => {
    const source = at.root().getFileClient('sparse');
    await source.create(4 * 1024 ** 4);
    await source.uploadRange('abc', 3 * 1024 ** 4, 3);
    const copy = at.root().getFileClient('copy');
    await copy.startCopyFromURL(source.url);
    expect((await copy.getRangeList()).rangeList).toEqual([
      { start: 3 * 1024 ** 4, end: 3 * 1024 ** 4 + 511 },
    ]);
    expect((await copy.downloadToBuffer(3 * 1024 ** 4, 3)).toString()).toBe('abc');
  });

  test('takes the permission of another share along', async () => {
    const sddl = 'O:SYG:SYD:(A;;FA;;;SY)';
    const { filePermissionKey } = await at.share.createPermission(sddl);
    const source = at.root().getFileClient('source');
    await source.create(1, { filePermissionKey });
    const other = at.files.client.getShareClient('copies');
    await other.create();
    const headers = { 'x-ms-copy-source': source.url, 'x-ms-file-permission-copy-mode': 'source' };
    const answer = await at.files.send('PUT', `/${ACCOUNT}/copies/copy`, { headers });
    expect(answer).toMatchObject({ status: 202, headers: { 'x-ms-copy-status': 'success' } });
    const copy = await other.rootDirectoryClient.getFileClient('copy').getProperties();
    expect((await other.getPermission(copy.filePermissionKey ?? '')).permission).toBe(sddl);
  });

  test('needs a source that is there and may be read', async () => {
    await at.upload('source', 'abc');
    await at.upload('secret', 'xyz');
    const copy = at.root().getFileClient('copy');
    const refused = { code: 'CannotVerifyCopySource' };
    await expect(copy.startCopyFromURL(`${at.share.url}/none`)).rejects.toMatchObject({
      ...refused,
      statusCode: 404,
    });
    await expect(copy.startCopyFromURL('https://error.file.core.windows.net/')).rejects.toMatchObject(
      refused,
    );
    const byFile = new ShareFileClient(`${copy.url}?${signed('copy', 'rcw')}`);
    await expect(byFile.startCopyFromURL(`${at.share.url}/secret`)).rejects.toMatchObject({
      ...refused,
      statusCode: 401,
    });
    await byFile.startCopyFromURL(`${at.share.url}/source?${signed('source', 'r')}`);
    const byShare = new ShareFileClient(`${copy.url}?${signed(undefined, 'rcw')}`);
    await byShare.startCopyFromURL(`${at.share.url}/secret`);
    expect((await copy.downloadToBuffer()).toString()).toBe('xyz');
  });
});

describe('a range from another file', () => {
  test('is written as it is there, with its checksum', async () => {
    const source = await at.upload('source', 'say Hello World');
    const target = at.root().getFileClient('target');
    await target.create(20);
    const url = `${source.url}?${signed('source', 'r')}`;
    const headers = {
      'x-ms-write': 'update',
      'x-ms-range': 'bytes=2-12',
      'x-ms-source-range': 'bytes=4-14',
      'x-ms-copy-source': url,
    };
    const raw = await at.files.send('PUT', `/${ACCOUNT}/${at.share.name}/target?comp=range`, { headers });
    expect(raw).toMatchObject({ status: 201, headers: { 'x-ms-content-crc64': 'YeJLfssylmU=' } });
    expect((await target.downloadToBuffer(2, 11)).toString()).toBe('Hello World');
    await expect(target.uploadRangeFromURL(url, 10, 0, 11)).rejects.toMatchObject({ code: 'InvalidRange' });
  });
});
