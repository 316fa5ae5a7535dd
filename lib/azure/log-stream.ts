import 'server-only';
import { streamFetch } from '@/lib/azure/cloud';
import { type AppAddress, getLogToken } from '@/lib/azure/container-apps';
import {
  consoleText,
  isStreamNote,
  onceOnly,
  parseSystemEvent,
  readLines,
  type SystemEvent,
} from '@/lib/azure/log-lines';
import { sleep } from '@/lib/core/clock';

/** As far back as the service goes. */
const TAIL_LINES = 300;
const RECONNECT_DELAY_MS = 1_000;
const HTTP_NOT_FOUND = 404;

/** What a container writes, from its beginning as far as it is kept, until `signal` or the end of the replica. Never throws. */
export async function* followConsole(
  at: AppAddress,
  endpoint: string,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  for await (const lines of followStream(at, endpoint, signal)) {
    const written = lines.filter((line) => !isStreamNote(line));
    if (written.length > 0) yield written.map(consoleText);
  }
}

/** What the platform does with an app, until `signal`. Never throws. */
export async function* followSystemEvents(
  at: AppAddress,
  endpoint: string,
  signal: AbortSignal,
): AsyncGenerator<SystemEvent[]> {
  for await (const lines of followStream(at, endpoint, signal)) {
    const events = lines.map(parseSystemEvent).filter((event) => event !== null);
    if (events.length > 0) yield events;
  }
}

/** Streams break whenever the platform likes: a run must not fail for it, so this reconnects and repeats nothing. */
async function* followStream(
  at: AppAddress,
  endpoint: string,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  const isNew = onceOnly();
  while (!signal.aborted) {
    try {
      const response = await openStream(at, endpoint, signal);
      if (response.status === HTTP_NOT_FOUND) return;
      if (response.ok && response.body) {
        for await (const lines of readLines(response.body)) {
          const fresh = lines.filter(isNew);
          if (fresh.length > 0) yield fresh;
        }
      } else {
        await response.body?.cancel();
      }
    } catch {
      // The next round opens the stream again.
    }
    await sleep(RECONNECT_DELAY_MS, signal).catch(() => undefined);
  }
}

/** Protocol as `az containerapp logs show` speaks it: a token of `getAuthtoken`, plain chunked text. */
async function openStream(at: AppAddress, endpoint: string, signal: AbortSignal) {
  const token = await getLogToken(at, signal);
  const url = new URL(endpoint);
  url.searchParams.set('follow', 'true');
  url.searchParams.set('output', 'text');
  url.searchParams.set('tailLines', String(TAIL_LINES));
  return streamFetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'error', signal });
}
