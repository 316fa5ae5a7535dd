import 'server-only';
import { consoleText, consoleTimeMs, parseSystemEvent, type SystemEvent } from '@/lib/azure/log-lines';
import type { Missing } from '@/lib/azure/stream-gaps';
import { eventLevel, levelReader } from '@/lib/deployment/logs/line-level';
import type { NewLogLine } from '@/lib/deployment/logs/store';

/** Which program of the app writes. */
export type Writer = { revision: string; replica: string; container: string };

/** What makes a console line the same whenever it is read: its writer, its time of a hundred nanoseconds, and its text. */
export function consoleIdentity({ revision, replica, container }: Writer, line: string): string {
  return `console ${revision}/${replica}/${container} ${line}`;
}

/** How the lines of one writer, in order, are kept; for a line that has no time that of the one before it stands. */
export function consoleLines(writer: Writer): (lines: readonly string[]) => NewLogLine[] {
  const level = levelReader();
  let lastMs = Date.now();
  return (lines) =>
    lines.map((line) => {
      const atMs = consoleTimeMs(line);
      if (Number.isFinite(atMs)) lastMs = atMs;
      const text = consoleText(line);
      return {
        ...base,
        ...writer,
        source: 'console',
        at: new Date(lastMs).toISOString(),
        level: level(text),
        text,
        identity: consoleIdentity(writer, line),
      };
    });
}

/** How the platform's events are kept: the reason before the message. */
export function systemLines(lines: readonly string[]): NewLogLine[] {
  return lines.flatMap((line) => {
    const event = parseSystemEvent(line);
    if (!event) return [];
    return eventLine(event, `system ${line}`);
  });
}

/** How one event of the platform is kept. */
export function eventLine(event: SystemEvent, identity: string): NewLogLine {
  const { atMs, revision, replica, reason, message, warning } = event;
  return {
    ...base,
    revision,
    replica,
    container: '',
    source: 'system',
    at: new Date(Number.isFinite(atMs) ? atMs : Date.now()).toISOString(),
    level: eventLevel(warning, reason),
    text: reason ? `${reason}: ${message}` : message,
    identity,
  };
}

/** A mark where lines are missing, or may be. */
export function missingMark(source: NewLogLine['source'], writer: Writer, missing: Missing): NewLogLine {
  const [at, until] = [missing.fromMs, missing.untilMs].map((ms) => new Date(ms).toISOString());
  return {
    ...base,
    ...writer,
    kind: missing.kind,
    at: at ?? '',
    until: until ?? '',
    source,
    level: 'warning',
    text: '',
    identity: `${missing.kind} ${source} ${Object.values(writer).join('/')} ${at} ${until}`,
  };
}

const base = { kind: 'line', origin: 'stream' } as const;
