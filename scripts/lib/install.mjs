import { execFile } from 'node:child_process';
import { readFile, rm, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { runCommand } from './children.mjs';
import { contentHash, isStamped, writeStamp } from './content-hash.mjs';
import { Refusal, say } from './refusal.mjs';
import { nodeBinary, root } from './settings.mjs';

const OLDEST_NODE = 20;
const stamp = join(root, 'node_modules', '.slipway-lock');
const nodePackage = join(root, 'node_modules', 'node');

/** Brings node_modules to what the lock file says, Node 24 included. Does nothing when it is there already. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Refusal(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer.`);
  }
  const hash = await contentHash(root, ['package-lock.json']);
  if (await isStamped(stamp, hash)) return;
  say('Installing the packages of package-lock.json …');
  await runCommand('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env: outsideEnv() });
  await ensureNode();
  await writeStamp(stamp, hash);
}

/** The package `node` fetches its binary in an install script, which npm may have been told not to run. */
async function ensureNode() {
  const { version } = JSON.parse(await readFile(join(nodePackage, 'package.json'), 'utf8'));
  if ((await nodeVersion()) === `v${version}`) return;
  say('npm did not run the install script of the package "node"; running it …');
  await runCommand('node', ['installArchSpecificPackage'], { cwd: nodePackage, env: outsideEnv() });
  // npm links only what was there when it linked.
  await rm(nodeBinary, { force: true });
  await symlink(join('..', 'node', 'bin', 'node'), nodeBinary);
  if ((await nodeVersion()) === `v${version}`) return;
  throw new Refusal(
    `Node ${version} could not be installed: allow npm to run the install script of the package "node" ("npm config get ignore-scripts" says whether it may).`,
  );
}

/** `npm ci` removes node_modules, so nothing of it may run on the Node that lies in there. */
function outsideEnv() {
  const path = process.env.PATH ?? '';
  const outside = path.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...process.env, PATH: outside.join(delimiter) };
}

/** @returns {Promise<string | null>} */
async function nodeVersion() {
  return promisify(execFile)(nodeBinary, ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}
