import 'server-only';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/core/errors';
import { readHolder, takeExclusiveFile } from '@/lib/db/exclusive-file';
import { identifyProcess } from '@/lib/db/process-identity';

const LOCK_NAME = 'db.lock';

/**
 * Keeps the data folder to one process: PGlite would corrupt a folder that two processes write. Returns the function
 * that gives it back. A lock whose process has died is taken over. Throws `data_folder_in_use`.
 */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, LOCK_NAME);
  if (!(await takeExclusiveFile(path))) throw inUse(dataDir, await readHolder(path));
  return async () => {
    if (await holdsDataFolder(dataDir)) await rm(path, { force: true });
  };
}

/** Whether the lock is there, and is this process's. */
export async function holdsDataFolder(dataDir: string): Promise<boolean> {
  return (await readHolder(join(dataDir, LOCK_NAME))) === (await identifyProcess(process.pid));
}

function inUse(dataDir: string, holder: string | undefined): AppError {
  const by = holder ? ` (process ${holder.split(' ')[0]})` : '';
  return new AppError('conflict', {
    code: 'data_folder_in_use',
    message: `Another Slipway${by} already uses the data folder ${dataDir}.`,
    action: 'Stop the other one, or give this one a SLIPWAY_DATA and ports of its own.',
  });
}
