import 'server-only';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/core/errors';

const LOCK_NAME = 'db.lock';

/**
 * Keeps the data folder to one process: PGlite would corrupt a folder that two processes write. Returns the function
 * that gives it back. A lock whose process has died is taken over. Throws `data_folder_in_use`.
 */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, LOCK_NAME);
  const mine = await identify(process.pid);
  if (!(await create(path, mine))) {
    await removeStale(path, mine);
    if (!(await create(path, mine))) throw inUse(dataDir, await readHolder(path));
  }
  return async () => {
    if ((await readHolder(path)) === mine) await rm(path, { force: true });
  };
}

async function create(path: string, holder: string): Promise<boolean> {
  try {
    await writeFile(path, holder, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Moves a dead process's lock aside; puts it back if someone alive took it over in between. */
async function removeStale(path: string, mine: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder !== undefined && (await isAlive(holder, mine))) return;
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if ((await readHolder(aside)) !== holder) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** `pid start-time`: the start time tells a process from a later one that was given the same number. */
async function identify(pid: number): Promise<string> {
  return `${pid} ${await startTime(pid)}`;
}

async function isAlive(holder: string, mine: string): Promise<boolean> {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return holder === mine;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
  }
  return holder === (await identify(pid));
}

/** Clock ticks since boot at which the process began (field 22 of /proc/PID/stat); 'unknown' where there is no /proc. */
async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The command name, in brackets, may hold spaces; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[19] ?? 'unknown';
}

async function readHolder(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function inUse(dataDir: string, holder: string | undefined): AppError {
  const by = holder ? ` (process ${holder.split(' ')[0]})` : '';
  return new AppError('conflict', {
    code: 'data_folder_in_use',
    message: `Another Slipway${by} already uses the data folder ${dataDir}.`,
    action: 'Stop the other one, or give this one a SLIPWAY_DATA and ports of its own.',
  });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
