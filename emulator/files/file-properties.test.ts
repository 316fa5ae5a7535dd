import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { FileSystemAttributes } from '@azure/storage-file-share';
import { describe, expect, test } from 'vitest';
import { bodyOf, freshShares } from './testing.ts';

const at = freshShares();

describe('file properties', () => {
  test('HTTP headers, metadata, attributes and times are kept', async () => {
    const file = at.root().getFileClient('props.txt');
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
    expect((await stat(at.onDisk('props.txt'))).mtime).toEqual(when);

    const downloaded = await file.download();
    expect(downloaded).toMatchObject({ contentType: 'text/plain', metadata: { hash: 'abc' } });
    await bodyOf(downloaded);
  });

  test('every change gives a new ETag', async () => {
    const file = await at.upload('etag', 'abc');
    const seen = [(await file.getProperties()).etag];
    seen.push((await file.setMetadata({ a: '1' })).etag);
    seen.push((await file.uploadRange('x', 0, 1)).etag);
    seen.push((await file.setHttpHeaders({ fileContentType: 'text/html' })).etag);
    expect(new Set(seen).size).toBe(4);
    expect(await file.getProperties()).toMatchObject({ contentType: 'text/html', metadata: { a: '1' } });
  });

  test('a write can keep the time that the file had', async () => {
    const file = await at.upload('kept', 'abc');
    const when = new Date('2020-01-01T00:00:00Z');
    await file.setProperties({ lastWriteTime: when });
    await file.uploadRange('x', 0, 1, { fileLastWrittenMode: 'Preserve' });
    expect((await file.getProperties()).fileLastWriteOn).toEqual(when);
    await file.uploadRange('x', 0, 1);
    expect((await file.getProperties()).fileLastWriteOn).not.toEqual(when);
  });

  test('a file that another program put in its place has none of them', async () => {
    const file = await at.upload('taken', 'abc');
    await file.setMetadata({ mine: 'yes' });
    await writeFile(at.onDisk('new'), 'other');
    await rename(at.onDisk('new'), at.onDisk('taken'));
    expect((await file.getProperties()).metadata).toEqual({});
    expect((await file.downloadToBuffer()).toString()).toBe('other');
  });
});

test('a directory that another program made of a file, and a file of a directory, can be written to', async () => {
  const { directoryClient } = await at.root().createSubdirectory('was-directory');
  await directoryClient.setMetadata({ old: 'yes' });
  const file = await at.upload('was-file', 'abc');
  await file.setMetadata({ old: 'yes' });
  await rm(at.onDisk('was-file'));
  await mkdir(at.onDisk('was-file', 'sub'), { recursive: true });
  await rm(at.onDisk('was-directory'), { recursive: true });
  await writeFile(at.onDisk('was-directory'), 'now a file');

  const child = at.root().getDirectoryClient('was-file/sub').getFileClient('leaf');
  await child.create(1, { metadata: { k: 'v' } });
  expect((await child.getProperties()).metadata).toEqual({ k: 'v' });
  const now = at.root().getFileClient('was-directory');
  expect((await now.getProperties()).metadata).toEqual({});
  await now.setMetadata({ k: 'w' });
  expect((await now.getProperties()).metadata).toEqual({ k: 'w' });
});

describe('moving and copying', () => {
  test('a file keeps its content, headers and metadata', async () => {
    const file = await at.upload('old', 'abc');
    await file.setMetadata({ k: 'v' });
    await at.root().createSubdirectory('sub');
    await file.rename('sub/new é.txt');
    expect(await file.exists()).toBe(false);
    const moved = at.root().getDirectoryClient('sub').getFileClient('new é.txt');
    expect((await moved.downloadToBuffer()).toString()).toBe('abc');
    expect((await moved.getProperties()).metadata).toEqual({ k: 'v' });
  });

  test('another file is replaced only when asked', async () => {
    const file = await at.upload('from', 'new');
    const target = await at.upload('to', 'old');
    await expect(file.rename('to')).rejects.toMatchObject({ code: 'ResourceAlreadyExists' });
    await file.rename('to', { replaceIfExists: true });
    expect((await target.downloadToBuffer()).toString()).toBe('new');
  });

  test('a directory moves with all that is in it', async () => {
    const { directoryClient } = await at.root().createSubdirectory('tree');
    const { fileClient } = await directoryClient.createFile('leaf', 1);
    await fileClient.setMetadata({ k: 'v' });
    await directoryClient.rename('moved');
    const leaf = at.root().getDirectoryClient('moved').getFileClient('leaf');
    expect((await leaf.getProperties()).metadata).toEqual({ k: 'v' });
    expect(await directoryClient.exists()).toBe(false);
    await expect(at.root().getDirectoryClient('moved').rename('moved/inside')).rejects.toMatchObject({
      code: 'InvalidHeaderValue',
    });
  });

  test('a copy has the content and metadata of its source', async () => {
    const source = await at.upload('source', 'abc');
    await source.setMetadata({ k: 'v' });
    const copy = at.root().getFileClient('copy');
    expect((await copy.startCopyFromURL(source.url)).copyStatus).toBe('success');
    expect((await copy.downloadToBuffer()).toString()).toBe('abc');
    expect((await copy.getProperties()).metadata).toEqual({ k: 'v' });
  });

  test('no handles are ever open', async () => {
    expect((await at.root().forceCloseAllHandles()).closedHandlesCount).toBe(0);
    expect((await at.root().listHandles().next()).value).toBeUndefined();
  });
});
