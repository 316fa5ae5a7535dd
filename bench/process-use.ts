import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_INTERVAL_MS = 10;
/** Of the clock that Linux counts processor time by, on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;
const KIB_PER_MIB = 1024;

export type ProcessUse = { peakMib: number; cpuS: number };

/** The most memory that a process has taken so far, and its processor time; null when it is no more. */
export async function takenBy(pid: number): Promise<ProcessUse | null> {
  try {
    const [status, stat] = await Promise.all(
      ['status', 'stat'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
    );
    const peakKib = /^VmHWM:\s+(\d+) kB/m.exec(status ?? '')?.[1];
    // The name in brackets may hold spaces; what follows it does not.
    const [user, system] = (stat ?? '')
      .replace(/^.*\) /, '')
      .split(' ')
      .slice(11, 13)
      .map(Number);
    if (peakKib === undefined || user === undefined || system === undefined) return null;
    return { peakMib: Number(peakKib) / KIB_PER_MIB, cpuS: (user + system) / TICKS_PER_SECOND };
  } catch {
    return null;
  }
}

/** What a process has taken until the last look at it before its end. */
export async function takenUntil(pid: number, ended: Promise<unknown>): Promise<ProcessUse> {
  let use: ProcessUse = { peakMib: 0, cpuS: 0 };
  let isOver = false;
  const over = ended.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined);
  while (!isOver) {
    use = (await takenBy(pid)) ?? use;
    await Promise.race([over.catch(() => undefined), sleep(POLL_INTERVAL_MS)]);
  }
  return use;
}
