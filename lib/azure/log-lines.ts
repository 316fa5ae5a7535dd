import 'server-only';
import { z } from 'zod';

/** A line longer than this is cut: a log is for reading. */
const MAX_LINE_LENGTH = 4_096;
/** More than one reconnection can bring again. */
const MAX_REMEMBERED_LINES = 1_000;

/** Console lines arrive as `2026-10-09T21:15:44.4795506Z stderr F message`. */
const consoleLine = /^(?<at>\d{4}-\d{2}-\d{2}T\S+Z) (?:stdout|stderr) [FP] (?<text>.*)$/s;

/** What the platform says of the stream itself, at its beginning and in silence: a time without zone and two spaces. */
const streamNote =
  /^\d{4}-\d{2}-\d{2}T[\d:.]+ {2}(?:Connecting to the container|Successfully Connected to container|No logs since last)/;

const systemEventSchema = z.object({
  TimeStamp: z.string().default(''),
  Type: z.string().default('Normal'),
  RevisionName: z.string().default(''),
  ReplicaName: z.string().default(''),
  Msg: z.string(),
  Reason: z.string().default(''),
});

/** One thing that the platform did with the app. */
export type SystemEvent = {
  /** Epoch milliseconds; NaN where the platform wrote a time that cannot be read. */
  atMs: number;
  warning: boolean;
  revision: string;
  replica: string;
  reason: string;
  message: string;
};

/** What the program wrote, without the platform's prefix. */
export function consoleText(line: string): string {
  return clip(consoleLine.exec(line)?.groups?.text ?? line);
}

/** When the program wrote it, in epoch milliseconds; NaN for a line without the platform's prefix. */
export function consoleTimeMs(line: string): number {
  return Date.parse(consoleLine.exec(line)?.groups?.at ?? '');
}

/** Whether a console line is of the stream, not of the program: each connection brings such lines anew. */
export function isStreamNote(line: string): boolean {
  return streamNote.test(line);
}

/** A platform event from its JSON line; null for anything else on that stream. */
export function parseSystemEvent(line: string): SystemEvent | null {
  try {
    const { TimeStamp, Type, RevisionName, ReplicaName, Msg, Reason } = systemEventSchema.parse(
      JSON.parse(line),
    );
    return {
      atMs: Date.parse(TimeStamp),
      warning: Type !== 'Normal',
      revision: RevisionName,
      replica: ReplicaName,
      reason: Reason,
      message: clip(Msg),
    };
  } catch {
    return null;
  }
}

/** Lets each line through once. A reconnected stream repeats its tail; every line carries its time, so equal means same. */
export function onceOnly(): (line: string) => boolean {
  const seen = new Set<string>();
  return (line) => {
    if (seen.has(line)) return false;
    seen.add(line);
    const [oldest] = seen;
    if (seen.size > MAX_REMEMBERED_LINES && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}

/** Cuts a stream of bytes into lines, those of one chunk together. */
export async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = clip(lines.pop() ?? '');
    const whole = lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
    if (whole.length > 0) yield whole;
  }
  if (rest !== '') yield [rest];
}

function clip(text: string): string {
  return text.length <= MAX_LINE_LENGTH ? text : `${text.slice(0, MAX_LINE_LENGTH)}…`;
}
