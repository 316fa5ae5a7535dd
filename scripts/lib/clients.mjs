import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureAzcopy } from './azcopy.mjs';
import { runCommand } from './children.mjs';
import { contentHash, isStamped, writeStamp } from './content-hash.mjs';
import { say } from './refusal.mjs';
import { root } from './settings.mjs';

const REQUIREMENTS = 'emulator/tests/clients/requirements.txt';
const folder = join(root, '.clients');
const environment = join(folder, 'python');
const stamp = join(environment, '.slipway-requirements');

/** The clients of Azure that others wrote, each of one known version: a Python environment that holds the libraries, and azcopy. */
export async function ensureClients() {
  return { python: await ensurePython(), azcopy: await ensureAzcopy(folder) };
}

async function ensurePython() {
  const python = join(environment, 'bin', 'python3');
  const hash = await contentHash(root, [REQUIREMENTS]);
  if (await isStamped(stamp, hash)) return python;
  say("Making the Python environment of other people's clients …");
  await rm(environment, { recursive: true, force: true });
  await runCommand('python3', ['-m', 'venv', environment]);
  // The file is a complete list, so that a run tomorrow has what a run today has.
  await runCommand(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', REQUIREMENTS]);
  await writeStamp(stamp, hash);
  return python;
}
