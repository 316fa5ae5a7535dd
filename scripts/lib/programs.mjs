import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand } from './children.mjs';

const APT = '/usr/bin/apt-get';

/** @param {string} path */
export async function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The first of these programs that the PATH leads to. @param {Record<string, string | undefined>} env @param {string[]} names */
export async function findOnPath(env, names) {
  const folders = (env.PATH ?? '').split(delimiter);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (await isExecutable(path)) return path;
  }
  return null;
}

/** Whether packages of Debian can be installed here, by this user. */
export async function hasApt() {
  return process.getuid?.() === 0 && (await isExecutable(APT));
}

/** @param {string} name */
export async function installByApt(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand(APT, ['update', '-qq'], { env });
  await runCommand(APT, ['install', '-y', '-qq', '--no-install-recommends', name], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
