import 'server-only';
import { streamFetch } from '@/lib/azure/cloud';
import { type AppAddress, getLogToken } from '@/lib/azure/container-apps';
import {
  consoleText,
  consoleTimeMs,
  isStreamNote,
  onceOnly,
  parseSystemEvent,
  readLines,
  type SystemEvent,
} from '@/lib/azure/log-lines';
import { type Missing, StreamGaps, type StreamResume } from '@/lib/azure/stream-gaps';
import { sleep } from '@/lib/core/clock';

/** As far back as the service goes. */
const TAIL_LINES = 300;
const RECONNECT_DELAY_MS = 1_000;
/** The past is there at once; a stream that stays open has nothing more to tell of it. */
const HISTORY_TIMEOUT_MS = 10_000;
const HTTP_NOT_FOUND = 404;

/** Lines that were not read before, as they came; and what is missing right before them, if something is. */
export type StreamPart = { lines: string[]; missing: Missing | undefined };

/** What a container writes, from its beginning as far as it is kept, until `signal` or the end of the replica. Never throws. */
export async function* followConsole(
  at: AppAddress,
  endpoint: string,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  for await (const { lines } of followConsoleLines(at, endpoint, signal)) yield lines.map(consoleText);
}

/** As `followConsole`, with the platform's prefix on each line, and with what is missing. `resume` is where another left off. */
export async function* followConsoleLines(
  at: AppAddress,
  endpoint: string,
  signal: AbortSignal,
  resume?: StreamResume,
): AsyncGenerator<StreamPart> {
  const timeOf = (line: string) => (isStreamNote(line) ? undefined : consoleTimeMs(line));
  yield* followStream(at, endpoint, signal, timeOf, resume);
}

/** What the platform does with an app, until `signal`. Never throws. */
export async function* followSystemEvents(
  at: AppAddress,
  endpoint: string,
  signal: AbortSignal,
): AsyncGenerator<SystemEvent[]> {
  for await (const { lines } of followSystemLines(at, endpoint, signal)) {
    yield lines.map(parseSystemEvent).filter((event) => event !== null);
  }
}

/** As `followSystemEvents`, each as the line that it came in. */
export async function* followSystemLines(
  at: AppAddress,
  endpoint: string,
  signal: AbortSignal,
): AsyncGenerator<StreamPart> {
  const timeOf = (line: string) => parseSystemEvent(line)?.atMs;
  yield* followStream(at, endpoint, signal, timeOf);
}

/** What the platform has done with an app lately, as far as it still tells. AppError when it cannot be asked. */
export async function readSystemEvents(
  at: AppAddress,
  endpoint: string,
  signal?: AbortSignal,
): Promise<SystemEvent[]> {
  const timeout = AbortSignal.timeout(HISTORY_TIMEOUT_MS);
  const bounded = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const events: SystemEvent[] = [];
  const token = await getLogToken(at, bounded);
  try {
    const response = await openStream(endpoint, token, false, bounded);
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return [];
    }
    for await (const lines of readLines(response.body)) {
      events.push(...lines.map(parseSystemEvent).filter((event) => event !== null));
    }
  } catch {
    if (signal?.aborted) throw signal.reason;
    // What has come until the stream broke is better than nothing.
  }
  return events;
}

/**
 * Streams break whenever the platform likes: a run must not fail for it, so this reconnects and repeats nothing. `timeOf` has
 * nothing to say of what is no line of the log.
 */
async function* followStream(
  at: AppAddress,
  endpoint: string,
  signal: AbortSignal,
  timeOf: (line: string) => number | undefined,
  resume?: StreamResume,
): AsyncGenerator<StreamPart> {
  const isNew = onceOnly();
  const gaps = new StreamGaps(resume);
  while (!signal.aborted) {
    try {
      const response = await openStream(endpoint, await getLogToken(at, signal), true, signal);
      if (response.status === HTTP_NOT_FOUND) return;
      if (response.ok && response.body) {
        gaps.connected(Date.now());
        for await (const lines of readLines(response.body)) {
          const written = lines.filter((line) => timeOf(line) !== undefined);
          let part: StreamPart = { lines: [], missing: undefined };
          for (const line of written) {
            const fresh = isNew(line);
            const missing = await gaps.read(line, timeOf(line) ?? Number.NaN, fresh);
            if (missing) {
              if (part.lines.length > 0) yield part;
              part = { lines: [], missing };
            }
            if (fresh) part.lines.push(line);
          }
          if (part.lines.length > 0) yield part;
        }
      } else {
        await response.body?.cancel();
      }
    } catch {
      // The next round opens the stream again.
    }
    gaps.broke(Date.now());
    await sleep(RECONNECT_DELAY_MS, signal).catch(() => undefined);
  }
}

/** Protocol as `az containerapp logs show` speaks it: a token of `getAuthtoken`, plain chunked text. */
async function openStream(endpoint: string, token: string, follow: boolean, signal: AbortSignal) {
  const url = new URL(endpoint);
  url.searchParams.set('follow', String(follow));
  url.searchParams.set('output', 'text');
  url.searchParams.set('tailLines', String(TAIL_LINES));
  return streamFetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'error', signal });
}
