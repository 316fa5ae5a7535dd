import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { takeExclusiveFile } from './exclusive-file.ts';

const LOCK_POLL_MS = 200;
const LOCK_WAIT_LIMIT_MS = 30 * 60_000;

/**
 * Builds a folder that several callers and programs may want at once. It is built beside and renamed, so a folder under its
 * final name is always whole; the others wait for the one at work, and a dead one's lock and half-made folder are swept away.
 */
export async function buildOnce(
  folder: string,
  build: (beside: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const lock = `${folder}.lock`;
  if (!(await takeLock(lock, folder, signal))) return;
  const beside = `${folder}.building`;
  try {
    await rm(beside, { recursive: true, force: true });
    await build(beside);
    await rename(beside, folder);
  } finally {
    await rm(beside, { recursive: true, force: true });
    await rm(lock, { force: true });
  }
}

/** Resolves to true with the lock, to false when there is nothing left to build. */
async function takeLock(lock: string, folder: string, signal: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + LOCK_WAIT_LIMIT_MS;
  while (!existsSync(folder)) {
    if (await takeExclusiveFile(lock)) {
      if (!existsSync(folder)) return true;
      await rm(lock, { force: true });
    } else if (Date.now() < deadline) {
      await delay(LOCK_POLL_MS, undefined, { signal });
    } else {
      throw new Error(`Another program holds ${lock}; if none is at work there, delete that file.`);
    }
  }
  return false;
}
