import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const FILES = 200;
const FOLDERS = 10;
const KIB = 1024;
const MAX_SMALL_KIB = 128;
/** More than one range of the file service, so that a kill meets one in its middle. */
const LARGE_BYTES = 14 * KIB * KIB;
const CHANGED_AT_ONCE = 40;
const APP = 'app.py';

/**
 * The folder of an app that comes up at once, with files beside it that change from deploy to deploy.
 * @param {string} folder @param {string} app the program
 */
export async function makeTree(folder, app) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(app, join(folder, APP));
}

/** Gives some files another content, takes some away and brings some. @param {string} folder @param {() => number} random */
export async function changeTree(folder, random) {
  const count = (await readdir(folder)).length > 1 ? CHANGED_AT_ONCE : FILES;
  for (let index = 0; index < count; index++) {
    const which = count === FILES ? index : Math.floor(random() * FILES);
    const path = join(folder, `part-${which % FOLDERS}`, `file-${which}.bin`);
    await mkdir(dirname(path), { recursive: true });
    if (count !== FILES && random() < 0.2) await rm(path, { force: true });
    else await writeFile(path, content(1 + Math.floor(random() * MAX_SMALL_KIB * KIB), random));
  }
  await writeFile(join(folder, 'large.bin'), content(LARGE_BYTES, random));
}

/** The hash of each file, by its path below the folder. @param {string} folder */
export async function hashTree(folder) {
  /** @type {Record<string, string>} */
  const hashes = {};
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue;
    const path = join(item.parentPath, item.name);
    hashes[relative(folder, path)] = hashOf(await readFile(path));
  }
  return hashes;
}

/** @param {Buffer} bytes */
export function hashOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** @param {number} size @param {() => number} random */
function content(size, random) {
  return Buffer.alloc(size, `${random()} `);
}
