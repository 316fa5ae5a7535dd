import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';

const PACKAGE = '@electric-sql/pglite';
const cacheFolder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'slipway-tests');

/** Lays out a new, empty database in `folder`: a copy, because making one takes seconds of processor time. */
export async function copyNewDatabase(folder: string): Promise<void> {
  await cp(await newDatabase(), folder, { recursive: true });
}

/** Where the original is; made by whoever comes first, once per version of PGlite. */
async function newDatabase(): Promise<string> {
  const original = join(cacheFolder, `pglite-${await version()}`);
  if (await exists(original)) return original;
  await mkdir(cacheFolder, { recursive: true });
  const made = await mkdtemp(join(cacheFolder, 'making-'));
  const client = await PGlite.create(join(made, 'db'));
  await client.close();
  // Another test file may have been quicker; then its folder stays.
  await rename(join(made, 'db'), original).catch(async (error: unknown) => {
    if (!(await exists(original))) throw error;
  });
  await rm(made, { recursive: true, force: true });
  return original;
}

async function version(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(PACKAGE);
  const { default: manifest } = await import(join(dirname(entry), '..', 'package.json'), {
    with: { type: 'json' },
  });
  return z.object({ version: z.string() }).parse(manifest).version;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
