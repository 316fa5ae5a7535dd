import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentHash, isStamped, writeStamp } from './content-hash.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-hash-'));
  await writeFile(join(folder, 'a.ts'), 'one');
});

afterEach(() => rm(folder, { recursive: true }));

test('changes with a content and with a name, and with nothing else', async () => {
  const before = await contentHash(folder, ['.']);
  expect(await contentHash(folder, ['.'])).toBe(before);
  await writeFile(join(folder, 'a.ts'), 'two');
  const changed = await contentHash(folder, ['.']);
  expect(changed).not.toBe(before);
  await writeFile(join(folder, 'b.ts'), '');
  expect(await contentHash(folder, ['.'])).not.toBe(changed);
});

test('leaves tests out, and takes a missing file for an empty one', async () => {
  const before = await contentHash(folder, ['.']);
  await writeFile(join(folder, 'a.test.ts'), 'test');
  expect(await contentHash(folder, ['.', 'missing'])).toBe(before);
});

test('a stamp holds for the hash that it was written with', async () => {
  const stamp = join(folder, 'stamp');
  expect(await isStamped(stamp, 'x')).toBe(false);
  await writeStamp(stamp, 'x');
  expect(await isStamped(stamp, 'x')).toBe(true);
  expect(await isStamped(stamp, 'y')).toBe(false);
});
