import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

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
  while (signalGroup(pid, 0) && Date.now() < deadline) await delay(POLL_MS);
  signalGroup(pid, 'SIGKILL');
}
