import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileSystemAttributes, type ShareClient } from '@azure/storage-file-share';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, bodyOf, type FilesUnderTest, startFiles } from './testing.ts';

let files: FilesUnderTest;
let share: ShareClient;
let count = 0;

beforeAll(async () => {
  files = await startFiles();
});
afterAll(() => files.close());

beforeEach(async () => {
  count += 1;
  share = files.client.getShareClient(`share-${count}`);
  await share.create({ quota: 7, metadata: { team: 'a' } });
});

const root = () => share.rootDirectoryClient;
const onDisk = (...path: string[]) => join(files.service.shareFolder(ACCOUNT, share.name), ...path);

async function upload(name: string, content: Buffer | string) {
  const file = root().getFileClient(name);
  await file.uploadData(Buffer.from(content));
  return file;
}

describe('shares', () => {
  test('are created once, described, changed, listed and deleted', async () => {
    expect(await share.exists()).toBe(true);
    expect((await share.createIfNotExists()).succeeded).toBe(false);
    expect(await share.getProperties()).toMatchObject({ quota: 7, metadata: { team: 'a' } });
    await share.setQuota(9);
    await share.setMetadata({ team: 'b' });
    expect(await share.getProperties()).toMatchObject({ quota: 9, metadata: { team: 'b' } });

    const found = [];
    for await (const item of files.client.listShares({ prefix: share.name, includeMetadata: true }))
      found.push(item);
    expect(found).toMatchObject([{ name: share.name, metadata: { team: 'b' }, properties: { quota: 9 } }]);

    await share.delete();
    expect(await share.exists()).toBe(false);
    await expect(share.getProperties()).rejects.toMatchObject({ statusCode: 404, code: 'ShareNotFound' });
    expect((await share.deleteIfExists()).succeeded).toBe(false);
  });

  test('are listed page by page', async () => {
    for (const name of ['page-a', 'page-b', 'page-c']) await files.service.createShare(ACCOUNT, name, 1);
    const pages = [];
    for await (const page of files.client.listShares({ prefix: 'page-' }).byPage({ maxPageSize: 2 }))
      pages.push(page.shareItems?.map((item) => item.name));
    expect(pages).toEqual([['page-a', 'page-b'], ['page-c']]);
  });

  test('know how much is in them', async () => {
    await upload('a.bin', Buffer.alloc(3000, 1));
    expect((await share.getStatistics()).shareUsageBytes).toBe(3000);
  });

  test('are folders that the control plane shares', async () => {
    expect(await files.service.createShare(ACCOUNT, share.name, 5)).toBe(false);
    expect(await files.service.createShare('acct2', 'other', 5)).toBe(true);
    expect(await files.service.listShares('acct2')).toMatchObject([{ name: 'other', quotaGiB: 5 }]);
    await files.service.deleteShare('acct2', 'other');
    expect(await files.service.listShares('acct2')).toEqual([]);
    expect(() => files.service.shareFolder(ACCOUNT, '../x')).toThrow();
  });
});

describe('directories', () => {
  test('are created in a parent that exists, described and deleted when empty', async () => {
    const directory = root().getDirectoryClient('d');
    await expect(directory.getDirectoryClient('e').create()).rejects.toMatchObject({
      code: 'ParentNotFound',
    });
    await directory.create({ metadata: { k: 'v' } });
    expect((await directory.createIfNotExists()).succeeded).toBe(false);
    expect(await directory.getProperties()).toMatchObject({
      metadata: { k: 'v' },
      fileAttributes: 'Directory',
    });
    await directory.setMetadata({ k: 'w' });
    expect((await directory.getProperties()).metadata).toEqual({ k: 'w' });
    expect((await stat(onDisk('d'))).isDirectory()).toBe(true);

    await directory.createFile('f', 0);
    await expect(directory.delete()).rejects.toMatchObject({ statusCode: 409, code: 'DirectoryNotEmpty' });
    await directory.deleteFile('f');
    await directory.delete();
    expect(await directory.exists()).toBe(false);
    expect((await directory.deleteIfExists()).succeeded).toBe(false);
  });

  test('one that comes back does not remember the old one', async () => {
    const directory = root().getDirectoryClient('again');
    await directory.create({ metadata: { old: 'yes' } });
    await directory.delete();
    await directory.create();
    expect((await directory.getProperties()).metadata).toEqual({});
  });

  test('the root is a directory too', async () => {
    expect(await root().exists()).toBe(true);
    await expect(root().delete()).rejects.toMatchObject({ statusCode: 400 });
  });

  test('and files do not take each other for themselves', async () => {
    await root().createSubdirectory('thing');
    await expect(root().getFileClient('thing').create(1)).rejects.toMatchObject({
      code: 'ResourceTypeMismatch',
    });
    expect(await root().getFileClient('thing').exists()).toBe(false);
    await upload('file', 'x');
    await expect(root().getDirectoryClient('file').create()).rejects.toMatchObject({
      code: 'ResourceTypeMismatch',
    });
    await expect(root().getDirectoryClient('file').getFileClient('x').create(1)).rejects.toMatchObject({
      code: 'ParentNotFound',
    });
  });
});

describe('file content', () => {
  test('goes up and down whole, byte for byte, and lies on disk as a plain file', async () => {
    const content = randomBytes(9 * 1024 * 1024 + 123);
    const file = root().getFileClient('big.bin');
    await file.uploadData(content, { rangeSize: 1024 * 1024, concurrency: 8 });
    expect((await readFile(onDisk('big.bin'))).equals(content)).toBe(true);

    const answer = await file.download();
    expect(answer.contentLength).toBe(content.length);
    expect((await bodyOf(answer)).equals(content)).toBe(true);
    expect((await file.downloadToBuffer(0, undefined, { rangeSize: 700_000 })).equals(content)).toBe(true);
  });

  test.each(['a b+c é%.txt', "it's [x] {y} #1 & co.txt", '日本語.txt', '.hidden', 'x'.repeat(255)])(
    'is kept under the name %s',
    async (name) => {
      const file = await upload(name, name);
      expect((await file.downloadToBuffer()).toString()).toBe(name);
      expect(await readFile(onDisk(name), 'utf8')).toBe(name);
      const listed = [];
      for await (const item of root().listFilesAndDirectories()) listed.push(item.name);
      expect(listed).toEqual([name]);
      await file.delete();
      expect(await file.exists()).toBe(false);
    },
  );

  test('an empty file can be downloaded; a range of it cannot', async () => {
    const file = await upload('empty', '');
    const answer = await file.download();
    expect(answer.contentLength).toBe(0);
    expect(await bodyOf(answer)).toHaveLength(0);
    await expect(file.download(0, 10)).rejects.toMatchObject({ statusCode: 416, code: 'InvalidRange' });
  });

  test('a range beyond the end is cut to what is there', async () => {
    const file = await upload('short', 'hello world');
    const answer = await file.download(6, 100, { rangeGetContentMD5: true });
    expect((await bodyOf(answer)).toString()).toBe('world');
    expect(answer.contentRange).toBe('bytes 6-10/11');
    expect(Buffer.from(answer.contentMD5 ?? '').toString('hex')).toBe('7d793037a0760186574b0282f2f435e7');
    await expect(file.download(11, 1)).rejects.toMatchObject({ code: 'InvalidRange' });
  });

  test('a new file is zeros, and takes no space until it is written', async () => {
    const file = root().getFileClient('sparse');
    await file.create(64 * 1024 * 1024 * 1024);
    expect((await stat(onDisk('sparse'))).blocks).toBe(0);
    await file.uploadRange('end', 64 * 1024 * 1024 * 1024 - 3, 3);
    expect((await file.downloadToBuffer(64 * 1024 * 1024 * 1024 - 5, 5)).toString()).toBe('\0\0end');
  });

  test('ranges are written in any order at once, listed and cleared', async () => {
    const file = root().getFileClient('ranges');
    await file.create(4096);
    await Promise.all([
      file.uploadRange(Buffer.alloc(512, 'c'), 2048, 512),
      file.uploadRange(Buffer.alloc(512, 'a'), 0, 512),
      file.uploadRange(Buffer.alloc(512, 'b'), 512, 512),
    ]);
    const list = await file.getRangeList();
    expect(list.rangeList).toEqual([
      { start: 0, end: 1023 },
      { start: 2048, end: 2559 },
    ]);
    expect(list.fileContentLength).toBe(4096);

    await file.clearRange(0, 512);
    await file.clearRange(2048, 2048);
    expect((await file.getRangeList()).rangeList).toEqual([{ start: 512, end: 1023 }]);
    expect((await file.getProperties()).contentLength).toBe(4096);
  });

  test('a write outside the file, or one that does not arrive whole, changes nothing', async () => {
    const file = await upload('fixed', 'abc');
    await expect(file.uploadRange('xyz', 1, 3)).rejects.toMatchObject({
      statusCode: 416,
      code: 'InvalidRange',
    });
    await expect(file.uploadRange('xyz', 0, 3, { contentMD5: new Uint8Array(16) })).rejects.toMatchObject({
      code: 'Md5Mismatch',
    });
    expect((await file.downloadToBuffer()).toString()).toBe('abc');
  });

  test('is resized, and replaced by a new file of the same name', async () => {
    const file = await upload('size', 'abcdef');
    await file.resize(3);
    expect((await file.downloadToBuffer()).toString()).toBe('abc');
    await file.setMetadata({ old: 'yes' });
    await file.create(2);
    expect((await file.downloadToBuffer()).toString('hex')).toBe('0000');
    expect((await file.getProperties()).metadata).toEqual({});
  });

  test('a small file can be created with its content in one request', async () => {
    const file = root().getFileClient('one-shot');
    await file.create(5, { content: Buffer.from('hello'), contentLength: 5 });
    expect((await file.downloadToBuffer()).toString()).toBe('hello');
  });

  test('a stream goes up piece by piece', async () => {
    const file = root().getFileClient('streamed');
    await file.uploadStream(Readable.from([Buffer.from('abc'), Buffer.from('def')]), 6, 4, 2);
    expect((await file.downloadToBuffer()).toString()).toBe('abcdef');
  });
});

describe('file properties', () => {
  test('HTTP headers, metadata, attributes and times are kept', async () => {
    const file = root().getFileClient('props.txt');
    const when = new Date('2020-02-03T04:05:06.700Z');
    await file.create(3, {
      fileHttpHeaders: {
        fileContentType: 'text/plain',
        fileCacheControl: 'no-cache',
        fileContentMD5: new Uint8Array(16).fill(7),
      },
      metadata: { hash: 'abc' },
      fileAttributes: FileSystemAttributes.parse('ReadOnly|Archive'),
      creationTime: when,
      lastWriteTime: when,
    });
    const properties = await file.getProperties();
    expect(properties).toMatchObject({
      contentLength: 3,
      contentType: 'text/plain',
      cacheControl: 'no-cache',
      fileType: 'File',
      metadata: { hash: 'abc' },
      fileCreatedOn: when,
      fileLastWriteOn: when,
    });
    expect(Buffer.from(properties.contentMD5 ?? [])).toEqual(Buffer.alloc(16, 7));
    expect(properties.fileAttributes).toMatch(/ReadOnly.*Archive|Archive.*ReadOnly/);
    expect((await stat(onDisk('props.txt'))).mtime).toEqual(when);

    const downloaded = await file.download();
    expect(downloaded).toMatchObject({ contentType: 'text/plain', metadata: { hash: 'abc' } });
    await bodyOf(downloaded);
  });

  test('every change gives a new ETag', async () => {
    const file = await upload('etag', 'abc');
    const seen = [(await file.getProperties()).etag];
    seen.push((await file.setMetadata({ a: '1' })).etag);
    seen.push((await file.uploadRange('x', 0, 1)).etag);
    seen.push((await file.setHttpHeaders({ fileContentType: 'text/html' })).etag);
    expect(new Set(seen).size).toBe(4);
    expect(await file.getProperties()).toMatchObject({ contentType: 'text/html', metadata: { a: '1' } });
  });

  test('a write can keep the time that the file had', async () => {
    const file = await upload('kept', 'abc');
    const when = new Date('2020-01-01T00:00:00Z');
    await file.setProperties({ lastWriteTime: when });
    await file.uploadRange('x', 0, 1, { fileLastWrittenMode: 'Preserve' });
    expect((await file.getProperties()).fileLastWriteOn).toEqual(when);
    await file.uploadRange('x', 0, 1);
    expect((await file.getProperties()).fileLastWriteOn).not.toEqual(when);
  });

  test('a file that another program put in its place has none of them', async () => {
    const file = await upload('taken', 'abc');
    await file.setMetadata({ mine: 'yes' });
    await writeFile(onDisk('new'), 'other');
    await rename(onDisk('new'), onDisk('taken'));
    expect((await file.getProperties()).metadata).toEqual({});
    expect((await file.downloadToBuffer()).toString()).toBe('other');
  });
});

describe('listing', () => {
  test('shows files and directories by prefix, page by page, with what was asked for', async () => {
    for (const name of ['a1', 'a2', 'a3', 'b1']) await upload(name, name);
    await root().createSubdirectory('a-dir');
    const pages = [];
    const listing = root().listFilesAndDirectories({
      prefix: 'a',
      includeTimestamps: true,
      includeEtag: true,
      includeAttributes: true,
      includePermissionKey: true,
      includeExtendedInfo: true,
    });
    for await (const { segment } of listing.byPage({ maxPageSize: 3 }))
      pages.push([...segment.directoryItems, ...segment.fileItems]);
    expect(pages.map((page) => page.map((item) => item.name))).toEqual([['a-dir', 'a1', 'a2'], ['a3']]);
    const [directory, file] = pages[0] ?? [];
    const properties = await root().getFileClient('a1').getProperties();
    expect(file).toMatchObject({
      fileId: properties.fileId,
      attributes: 'Archive',
      permissionKey: expect.any(String),
      properties: {
        contentLength: 2,
        etag: properties.etag,
        lastWriteTime: properties.fileLastWriteOn,
        creationTime: properties.fileCreatedOn,
      },
    });
    expect(directory).toMatchObject({ attributes: 'Directory' });
  });

  test('shows what other programs wrote, whatever its name', async () => {
    await mkdir(onDisk('made', 'by', 'hand'), { recursive: true });
    await writeFile(onDisk('made', 'line\nbreak '), 'x');
    const names = [];
    for await (const item of root().getDirectoryClient('made').listFilesAndDirectories())
      names.push(item.name);
    expect(names.sort()).toEqual(['by', 'line\nbreak ']);
  });

  test('of a directory that is not there is refused', async () => {
    const listing = root().getDirectoryClient('nope').listFilesAndDirectories();
    await expect(listing.next()).rejects.toMatchObject({ statusCode: 404, code: 'ResourceNotFound' });
  });
});

describe('moving and copying', () => {
  test('a file keeps its content, headers and metadata', async () => {
    const file = await upload('old', 'abc');
    await file.setMetadata({ k: 'v' });
    await root().createSubdirectory('sub');
    await file.rename('sub/new é.txt');
    expect(await file.exists()).toBe(false);
    const moved = root().getDirectoryClient('sub').getFileClient('new é.txt');
    expect((await moved.downloadToBuffer()).toString()).toBe('abc');
    expect((await moved.getProperties()).metadata).toEqual({ k: 'v' });
  });

  test('another file is replaced only when asked', async () => {
    const file = await upload('from', 'new');
    const target = await upload('to', 'old');
    await expect(file.rename('to')).rejects.toMatchObject({ code: 'ResourceAlreadyExists' });
    await file.rename('to', { replaceIfExists: true });
    expect((await target.downloadToBuffer()).toString()).toBe('new');
  });

  test('a directory moves with all that is in it', async () => {
    const { directoryClient } = await root().createSubdirectory('tree');
    const { fileClient } = await directoryClient.createFile('leaf', 1);
    await fileClient.setMetadata({ k: 'v' });
    await directoryClient.rename('moved');
    const leaf = root().getDirectoryClient('moved').getFileClient('leaf');
    expect((await leaf.getProperties()).metadata).toEqual({ k: 'v' });
    expect(await directoryClient.exists()).toBe(false);
    await expect(root().getDirectoryClient('moved').rename('moved/inside')).rejects.toMatchObject({
      code: 'InvalidResourceName',
    });
  });

  test('a copy has the content and metadata of its source', async () => {
    const source = await upload('source', 'abc');
    await source.setMetadata({ k: 'v' });
    const copy = root().getFileClient('copy');
    expect((await copy.startCopyFromURL(source.url)).copyStatus).toBe('success');
    expect((await copy.downloadToBuffer()).toString()).toBe('abc');
    expect((await copy.getProperties()).metadata).toEqual({ k: 'v' });
  });

  test('no handles are ever open', async () => {
    expect((await root().forceCloseAllHandles()).closedHandlesCount).toBe(0);
    expect((await root().listHandles().next()).value).toBeUndefined();
  });
});

describe('what would leave the share', () => {
  test.each(['..', 'a/../../b', '%2e%2e', '..%2f..%2fother', 'a%5cb', 'nul%00'])(
    '%s is refused',
    async (path) => {
      const response = await fetchRaw(`/${ACCOUNT}/${share.name}/${path}`);
      expect(response.headers.get('x-ms-error-code')).toBe('InvalidResourceName');
    },
  );

  test('a link is neither read nor listed nor followed', async () => {
    await writeFile(join(files.root, 'secret'), 'secret');
    await symlink(join(files.root, 'secret'), onDisk('link'));
    await symlink(files.root, onDisk('out'));
    expect(await root().getFileClient('link').exists()).toBe(false);
    await expect(root().getFileClient('link').create(1)).rejects.toMatchObject({
      code: 'ResourceTypeMismatch',
    });
    await expect(root().getDirectoryClient('out').getFileClient('secret').download()).rejects.toMatchObject({
      code: 'ParentNotFound',
    });
    expect((await root().listFilesAndDirectories().next()).done).toBe(true);
  });
});

/** Sends a request target as it is written: `fetch` would resolve the dots. */
async function fetchRaw(path: string): Promise<Response> {
  const request = new Request(files.url, { headers: { 'x-ms-version': '2026-10-06' } });
  return files.service.handle(request, path);
}
