import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findOnPath } from './programs.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-programs-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('takes the name that is asked for first, wherever on the PATH it lies', async () => {
  const second = join(folder, 'second');
  const first = join(folder, 'first');
  for (const path of [second, first]) {
    await writeFile(path, '');
    await chmod(path, 0o755);
  }
  expect(await findOnPath({ PATH: `/nowhere:${folder}` }, ['first', 'second'])).toBe(first);
});

test('passes over what may not be run, and finds nothing where there is nothing', async () => {
  await writeFile(join(folder, 'document'), '');
  expect(await findOnPath({ PATH: folder }, ['document'])).toBeNull();
  expect(await findOnPath({}, ['document'])).toBeNull();
});
