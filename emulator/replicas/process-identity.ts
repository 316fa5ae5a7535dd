import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const identitySchema = z.object({ pid: z.number().int().positive(), startedAt: z.string().min(1) });

/** A process that cannot be mistaken for a later one with the same number. */
type ProcessIdentity = z.infer<typeof identitySchema>;

/** Fields of /proc/{pid}/stat, counted from the command's closing bracket. See proc_pid_stat(5). */
const STATE = 0;
const GROUP = 2;
const START_TIME = 19;
const ENDED_STATES = ['Z', 'X'];

/** Says when a living process was started, in a form that only that process has; undefined when there is none. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? linuxStartTime(pid) : portableStartTime(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** True while this very process lives, not another that got its number. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

/** Reads an identity back from JSON; undefined when the text is none. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    return identitySchema.parse(JSON.parse(text));
  } catch {
    return undefined; // Written by a program that was killed meanwhile.
  }
}

/** What Linux says of a process; `ended` while only its parent's note of its end is missing. Undefined when there is none. */
export function linuxStat(pid: number): { group: number; ended: boolean; startTicks: string } | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The command may hold spaces and brackets, so count from its last bracket.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTicks = fields?.[START_TIME];
  if (fields === undefined || startTicks === undefined) return undefined;
  return { group: Number(fields[GROUP]), ended: ENDED_STATES.includes(fields[STATE] ?? ''), startTicks };
}

/** A process's environment, its variables ended by NUL; empty when it is gone or somebody else's. */
export function linuxEnvironment(pid: number): string {
  return attempt(() => readFileSync(`/proc/${pid}/environ`, 'utf8')) ?? '';
}

function linuxStartTime(pid: number): string | undefined {
  const stat = linuxStat(pid);
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  return stat === undefined || stat.ended ? undefined : `${boot ?? ''}:${stat.startTicks}`;
}

function portableStartTime(pid: number): string | undefined {
  const started = attempt(() =>
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  return started?.trim() || undefined;
}

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined; // No such process: the answer, not a failure.
  }
}
