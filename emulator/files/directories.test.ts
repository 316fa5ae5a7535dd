import { mkdir, stat, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { freshShares } from './testing.ts';

const at = freshShares();

describe('directories', () => {
  test('are created in a parent that exists, described and deleted when empty', async () => {
    const directory = at.root().getDirectoryClient('d');
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
    expect((await stat(at.onDisk('d'))).isDirectory()).toBe(true);

    await directory.createFile('f', 0);
    await expect(directory.delete()).rejects.toMatchObject({ statusCode: 409, code: 'DirectoryNotEmpty' });
    await directory.deleteFile('f');
    await directory.delete();
    expect(await directory.exists()).toBe(false);
    expect((await directory.deleteIfExists()).succeeded).toBe(false);
  });

  test('one that comes back does not remember the old one', async () => {
    const directory = at.root().getDirectoryClient('again');
    await directory.create({ metadata: { old: 'yes' } });
    await directory.delete();
    await directory.create();
    expect((await directory.getProperties()).metadata).toEqual({});
  });

  test('the root is a directory too', async () => {
    expect(await at.root().exists()).toBe(true);
    await expect(at.root().delete()).rejects.toMatchObject({ statusCode: 400 });
  });

  test('and files do not take each other for themselves', async () => {
    await at.root().createSubdirectory('thing');
    await expect(at.root().getFileClient('thing').create(1)).rejects.toMatchObject({
      code: 'ResourceTypeMismatch',
    });
    expect(await at.root().getFileClient('thing').exists()).toBe(false);
    await at.upload('file', 'x');
    await expect(at.root().getDirectoryClient('file').create()).rejects.toMatchObject({
      code: 'ResourceTypeMismatch',
    });
    await expect(at.root().getDirectoryClient('file').getFileClient('x').create(1)).rejects.toMatchObject({
      code: 'ParentNotFound',
    });
  });
});

describe('listing', () => {
  test('shows files and directories by prefix, page by page, with what was asked for', async () => {
    for (const name of ['a1', 'a2', 'a3', 'b1']) await at.upload(name, name);
    await at.root().createSubdirectory('a-dir');
    const pages = [];
    const listing = at.root().listFilesAndDirectories({
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
    const properties = await at.root().getFileClient('a1').getProperties();
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
    await mkdir(at.onDisk('made', 'by', 'hand'), { recursive: true });
    await writeFile(at.onDisk('made', 'line\nbreak '), 'x');
    const names = [];
    for await (const item of at.root().getDirectoryClient('made').listFilesAndDirectories())
      names.push(item.name);
    expect(names.sort()).toEqual(['by', 'line\nbreak ']);
  });

  test('of a directory that is not there is refused', async () => {
    const listing = at.root().getDirectoryClient('nope').listFilesAndDirectories();
    await expect(listing.next()).rejects.toMatchObject({ statusCode: 404, code: 'ResourceNotFound' });
  });
});
