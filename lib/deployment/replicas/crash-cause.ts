import 'server-only';
import { type KnownFailure, knownFailure } from '@/lib/deployment/logs/known-failures';
import { plainText } from '@/lib/deployment/logs/line-level';

const MAX_CAUSE_LENGTH = 300;
/** How programs name what killed them, at the start of a line. */
const namesCause =
  /^(?:\w+[\w.]*(?:Error|Exception|Exit|Interrupt)\b|ERROR:|error:|fatal|bash:|python3?:|.*: command not found)/;
const silent = /^(?:\s|$)/;

/** Why a program ended: the line that says it best, and what is known of it. */
export type CrashCause = { line: string; known: KnownFailure | undefined };

/** The last line that is a known failure, else the last that names an error, else the last that was written. */
export function crashCause(lines: readonly string[]): CrashCause | undefined {
  const said = lines.filter((line) => !silent.test(line));
  const cause =
    said.findLast((line) => knownFailure(line)) ??
    said.findLast((line) => namesCause.test(line)) ??
    said.at(-1);
  if (cause === undefined) return undefined;
  return { line: plainText(cause).trim().slice(0, MAX_CAUSE_LENGTH), known: knownFailure(cause) };
}
