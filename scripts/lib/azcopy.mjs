import { execFile } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runCommand } from './children.mjs';
import { findOnPath, hasApt, installByApt } from './programs.mjs';
import { Refusal, say } from './refusal.mjs';

const VERSION = '10.32.2';
const PACKAGE = '@azure-tools/azcopy-linux';
/** The program is linked against it. */
const LIBRARY = 'libsecret-1-0';

/**
 * An azcopy of one known version, installed under `folder`; on a machine that the package is not made for, the one on the PATH.
 * @param {string} folder
 */
export async function ensureAzcopy(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return foreignAzcopy();
  const program = join(folder, 'node_modules', PACKAGE, 'dist', 'bin', 'azcopy_linux_amd64');
  if ((await versionOf(program)) === VERSION) return program;
  say(`Installing azcopy ${VERSION} …`);
  await mkdir(folder, { recursive: true });
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  await runCommand('npm', ['install', '--prefix', folder, '--no-save', ...quietly, `${PACKAGE}@${VERSION}`]);
  // The package brings it without the right to run.
  await chmod(program, 0o755);
  if ((await versionOf(program)) === VERSION) return program;
  if (await hasApt()) await installByApt(LIBRARY);
  if ((await versionOf(program)) === VERSION) return program;
  throw new Refusal(
    `azcopy ${VERSION} does not run here: install what it is linked against, apt install ${LIBRARY}`,
  );
}

async function foreignAzcopy() {
  const program = await findOnPath(process.env, ['azcopy']);
  if (program) return program;
  throw new Refusal(
    `There is no azcopy on the PATH. Install one: its package ${PACKAGE} is for Linux on x64 alone.`,
  );
}

/** @param {string} program @returns {Promise<string | null>} null when it cannot be run */
async function versionOf(program) {
  return promisify(execFile)(program, ['--version']).then(
    ({ stdout }) => /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? null,
    () => null,
  );
}
