import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from './chromium.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-chromium-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('prefers the one that CHROMIUM names to one on the PATH', async () => {
  const named = await program('mine');
  const onPath = await program('google-chrome');
  expect(await findChromium({ CHROMIUM: named, PATH: folder })).toBe(named);
  expect(await findChromium({ PATH: `/nowhere:${folder}` })).toBe(onPath);
});

test('refuses a CHROMIUM that is no program', async () => {
  await expect(findChromium({ CHROMIUM: join(folder, 'missing') })).rejects.toThrow('which is no program');
});

async function program(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, '');
  await chmod(path, 0o755);
  return path;
}
