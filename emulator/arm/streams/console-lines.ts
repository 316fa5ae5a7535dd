import type { LogLine } from '../../replicas/replica-host.ts';
import { serviceJson } from './escape-json.ts';

/** How the lines of a console stream are written, `output=text` or `output=json`. */
type ConsoleFormat = {
  line(line: LogLine): string;
  /** What the stream itself has to say, at a moment in ms since the epoch. */
  note(atMs: number, text: string): string;
};

/** As container runtimes write them: `2026-10-09T21:15:44.4795506Z stdout F message`. */
const text: ConsoleFormat = {
  line: ({ at, stream, text: message }) => `${at} ${stream} F ${message}`,
  note: (atMs, message) => `${noteTime(atMs)}  ${message}`,
};

/** The same without the stream: `{"TimeStamp":"2026-10-09T21:15:44.4795506+00:00","Log":"F message"}`. */
const json: ConsoleFormat = {
  line: ({ at, text: message }) =>
    serviceJson({ TimeStamp: `${withoutEndZeros(at.slice(0, -1))}+00:00`, Log: `F ${message}` }),
  note: (atMs, message) => serviceJson({ TimeStamp: withoutEndZeros(noteTime(atMs)), Log: message }),
};

export const consoleFormats = { text, json };

/** What a console stream begins with; the shapes are those that `az containerapp logs show` passes on. */
export function greeting(container: string, revision: string, replica: string): string[] {
  return [
    `Connecting to the container '${container}'...`,
    `Successfully Connected to container: '${container}' [Revision: '${revision}', Replica: '${replica}']`,
  ];
}

/** Five digits of a second and no zone. */
function noteTime(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '00');
}

/** A fraction without the zeros at its end, or none at all. */
export function withoutEndZeros(time: string): string {
  return time.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}
