import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Image } from './images.ts';
import { LayerStore } from './layers.ts';
import { findPython } from './python.ts';
import { APP } from './testing.ts';

const run = promisify(execFile);
const never = new AbortController().signal;
const owner = { appId: APP.id, containerName: 'main', position: 0 };
let home: string;
let image: Image;
let layers: LayerStore;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'layers-'));
  const sitePackages = join(home, 'image');
  await mkdir(sitePackages);
  await writeFile(join(sitePackages, 'heavy.py'), 'WEIGHT = 1');
  const { executable } = await findPython('python3');
  image = { id: 'heavy-1', python: executable, sitePackages, entrypoint: [] };
  layers = new LayerStore(join(home, 'layers'), join(home, 'cache'));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

async function weightIn(folder: string): Promise<string> {
  const { stdout } = await run(join(folder, 'bin/python3'), ['-c', 'import heavy; print(heavy.WEIGHT)']);
  return stdout.trim();
}

it("shows an app its image's packages, and keeps what the app installs for the next start", async () => {
  const first = await layers.prepare(owner, image, never);
  expect(await weightIn(first.folder)).toBe('1');
  await writeFile(join(first.home, 'installed'), 'yes');
  const second = await layers.prepare(owner, image, never);
  expect(second).toEqual(first);
  await expect(run('cat', [join(second.home, 'installed')])).resolves.toMatchObject({ stdout: 'yes' });
});

it('lets what the app installs stand before what the image has, for this app only', async () => {
  const mine = await layers.prepare(owner, image, never);
  const other = await layers.prepare({ ...owner, appId: `${APP.id}2` }, image, never);
  const { stdout } = await run(join(mine.folder, 'bin/python3'), [
    '-c',
    'import sysconfig; print(sysconfig.get_path("purelib"), end="")',
  ]);
  await writeFile(join(stdout, 'heavy.py'), 'WEIGHT = 2');
  expect(await weightIn(mine.folder)).toBe('2');
  expect(await weightIn(other.folder)).toBe('1');
});

it('finds the image again after both were moved', async () => {
  await layers.prepare(owner, image, never);
  const moved = join(home, 'moved');
  await run('mv', [join(home, 'image'), moved]);
  const layer = await layers.prepare(owner, { ...image, sitePackages: moved }, never);
  expect(await weightIn(layer.folder)).toBe('1');
});

it('is made anew when the Python that it was made from is gone', async () => {
  const layer = await layers.prepare(owner, image, never);
  await rm(join(layer.folder, 'bin/python3'));
  await symlink('/no/such/python3', join(layer.folder, 'bin/python3'));
  await layers.prepare(owner, image, never);
  expect(await weightIn(layer.folder)).toBe('1');
});
