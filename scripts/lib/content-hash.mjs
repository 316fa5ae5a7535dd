import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * One hash over the names and contents of files and folders; what is missing counts as empty, tests do not count.
 * @param {string} base @param {string[]} paths relative to `base`
 */
export async function contentHash(base, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesUnder(join(base, path))) {
      hash
        .update(`${relative(base, file)}\0`)
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Whether `stamp` holds this hash: the work that it stands for is done. @param {string} stamp @param {string} hash */
export async function isStamped(stamp, hash) {
  return (await readFile(stamp, 'utf8').catch(() => '')) === hash;
}

/** @param {string} stamp @param {string} hash */
export async function writeStamp(stamp, hash) {
  await writeFile(stamp, hash);
}

/** @param {string} path @returns {Promise<string[]>} */
async function filesUnder(path) {
  const entries = await readdir(path, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries === null) return [path];
  const names = entries.filter((entry) => !/\.test\.tsx?$/.test(entry.name)).map((entry) => entry.name);
  const nested = await Promise.all(names.sort().map((name) => filesUnder(join(path, name))));
  return nested.flat();
}
