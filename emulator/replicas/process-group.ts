import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { linuxEnvironment, linuxStat } from './process-identity.ts';

const POLL_MS = 20;
/** A killed process is gone as soon as the machine finds time for it. */
const KILL_LIMIT_MS = 5_000;

/** Sends a signal to a whole process group; false when no process of it is left. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Asks a group of another parent to end, and makes it end after `graceMs`. */
export async function endGroup(pid: number, graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs;
  signalGroup(pid, 'SIGTERM');
  while (groupLives(pid) && Date.now() < deadline) await delay(POLL_MS);
  await killGroup(pid);
}

/** Makes a group end and resolves when none of it runs any more, or after a limit that only a stuck kernel call needs. */
export async function killGroup(pid: number): Promise<void> {
  const deadline = Date.now() + KILL_LIMIT_MS;
  signalGroup(pid, 'SIGKILL');
  while (groupLives(pid) && Date.now() < deadline) await delay(POLL_MS);
}

/** The groups of processes whose environment has a variable that begins so, `NAME=value`; none where that cannot be seen. */
export function groupsWithVariable(beginning: string): number[] {
  if (process.platform !== 'linux') return [];
  const groups = readdirSync('/proc').flatMap((name) => {
    const isMarked = /^\d+$/.test(name) && `\0${linuxEnvironment(Number(name))}`.includes(`\0${beginning}`);
    return isMarked ? (linuxStat(Number(name))?.group ?? []) : [];
  });
  return [...new Set(groups)];
}

/** False when every process of the group has ended, also while some still wait for their parent to take note. */
function groupLives(pid: number): boolean {
  if (!signalGroup(pid, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => {
    const stat = /^\d+$/.test(name) ? linuxStat(Number(name)) : undefined;
    return stat?.group === pid && !stat.ended;
  });
}
