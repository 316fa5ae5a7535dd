import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { bodyOf, freshShares } from './testing.ts';

const at = freshShares();

describe('file content', () => {
  test('goes up and down whole, byte for byte, and lies on disk as a plain file', async () => {
    const content = randomBytes(9 * 1024 * 1024 + 123);
    const file = at.root().getFileClient('big.bin');
    await file.uploadData(content, { rangeSize: 1024 * 1024, concurrency: 8 });
    expect((await readFile(at.onDisk('big.bin'))).equals(content)).toBe(true);

    const answer = await file.download();
    expect(answer.contentLength).toBe(content.length);
    expect((await bodyOf(answer)).equals(content)).toBe(true);
    expect((await file.downloadToBuffer(0, undefined, { rangeSize: 700_000 })).equals(content)).toBe(true);
  });

  test.each(['a b+c é%.txt', "it's [x] {y} #1 & co.txt", '日本語.txt', '.hidden', 'x'.repeat(255)])(
    'is kept under the name %s',
    async (name) => {
      const file = await at.upload(name, name);
      expect((await file.downloadToBuffer()).toString()).toBe(name);
      expect(await readFile(at.onDisk(name), 'utf8')).toBe(name);
      const listed = [];
      for await (const item of at.root().listFilesAndDirectories()) listed.push(item.name);
      expect(listed).toEqual([name]);
      await file.delete();
      expect(await file.exists()).toBe(false);
    },
  );

  test('an empty file can be downloaded; a range of it cannot', async () => {
    const file = await at.upload('empty', '');
    const answer = await file.download();
    expect(answer.contentLength).toBe(0);
    expect(await bodyOf(answer)).toHaveLength(0);
    await expect(file.download(0, 10)).rejects.toMatchObject({ statusCode: 416, code: 'InvalidRange' });
  });

  test('a range beyond the end is cut to what is there', async () => {
    const file = await at.upload('short', 'hello world');
    const answer = await file.download(6, 100, { rangeGetContentMD5: true });
    expect((await bodyOf(answer)).toString()).toBe('world');
    expect(answer.contentRange).toBe('bytes 6-10/11');
    expect(Buffer.from(answer.contentMD5 ?? '').toString('hex')).toBe('7d793037a0760186574b0282f2f435e7');
    await expect(file.download(11, 1)).rejects.toMatchObject({ code: 'InvalidRange' });
  });

  test('a new file is zeros, and takes no space until it is written', async () => {
    const file = at.root().getFileClient('sparse');
    await file.create(64 * 1024 * 1024 * 1024);
    expect((await stat(at.onDisk('sparse'))).blocks).toBe(0);
    await file.uploadRange('end', 64 * 1024 * 1024 * 1024 - 3, 3);
    expect((await file.downloadToBuffer(64 * 1024 * 1024 * 1024 - 5, 5)).toString()).toBe('\0\0end');
  });

  test('ranges are written in any order at once, listed and cleared', async () => {
    const file = at.root().getFileClient('ranges');
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
    const file = await at.upload('fixed', 'abc');
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
    const file = await at.upload('size', 'abcdef');
    await file.resize(3);
    expect((await file.downloadToBuffer()).toString()).toBe('abc');
    await file.setMetadata({ old: 'yes' });
    await file.create(2);
    expect((await file.downloadToBuffer()).toString('hex')).toBe('0000');
    expect((await file.getProperties()).metadata).toEqual({});
  });

  test('a small file can be created with its content in one request', async () => {
    const file = at.root().getFileClient('one-shot');
    await file.create(5, { content: Buffer.from('hello'), contentLength: 5 });
    expect((await file.downloadToBuffer()).toString()).toBe('hello');
  });

  test('a stream goes up piece by piece', async () => {
    const file = at.root().getFileClient('streamed');
    await file.uploadStream(Readable.from([Buffer.from('abc'), Buffer.from('def')]), 6, 4, 2);
    expect((await file.downloadToBuffer()).toString()).toBe('abcdef');
  });
});
