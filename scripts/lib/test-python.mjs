import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './children.mjs';
import { contentHash, isStamped, writeStamp } from './content-hash.mjs';
import { say } from './refusal.mjs';
import { nodeBinary, root } from './settings.mjs';

const REQUIREMENTS = 'inference/requirements-dev.txt';
const INPUTS = [REQUIREMENTS, 'inference/requirements.txt', 'emulator/replicas/torch.ts'];
const environment = join(root, '.venv');
const stamp = join(environment, '.slipway-requirements');

/** The interpreter of the environment that the tests of `inference/` run in; makes it anew when they require something else. */
export async function ensureTestPython() {
  const python = join(environment, 'bin', 'python3');
  const hash = await contentHash(root, INPUTS);
  if (await isStamped(stamp, hash)) return python;
  say('Making the Python environment .venv …');
  await rm(environment, { recursive: true, force: true });
  await runCommand('python3', ['-m', 'venv', environment]);
  await runCommand(nodeBinary, ['scripts/lib/install-torch.mjs', python]);
  // The file is a complete list; letting pip follow dependencies would replace torch by the build it likes best.
  await runCommand(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', REQUIREMENTS]);
  await writeStamp(stamp, hash);
  return python;
}
