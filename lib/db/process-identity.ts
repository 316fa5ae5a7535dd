import 'server-only';
import { readFile } from 'node:fs/promises';
import { hasCode } from '@/lib/core/error-code';

/** `pid start-time`: the start time tells a process from a later one that was given the same number. */
export async function identifyProcess(pid: number): Promise<string> {
  return `${pid} ${await startTime(pid)}`;
}

/** Whether the process of this identity still runs. What is no identity is dead. */
export async function isProcessAlive(identity: string): Promise<boolean> {
  const pid = Number(identity.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
  }
  return identity === (await identifyProcess(pid));
}

/** Clock ticks since boot at which the process began (field 22 of /proc/PID/stat); 'unknown' where there is no /proc. */
async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The command name, in brackets, may hold spaces; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[19] ?? 'unknown';
}
