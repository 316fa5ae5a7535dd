import 'server-only';
import { singleton } from '@/lib/core/singleton';
import { onNews } from '@/lib/runs/announcer';
import type { RunEvent } from '@/lib/runs/events';
import { getRun, readEvents } from '@/lib/runs/store';

/** A floor under the notifications: how late an event can be if one went missing. */
const FEED_POLL_MS = 5_000;
const FEED_PAGE_SIZE = 500;

export type FeedListener = (events: readonly RunEvent[]) => void;

type Feed = { listeners: Set<FeedListener>; opened: Promise<void>; close(): void };

/**
 * Calls `listener` with every event that is appended from now on, in order. All listeners of a run share one reader, so
 * that a thousand viewers cost the database as much as one. Returns the way to stop. Throws `not_found`.
 */
export async function subscribeToRun(runId: string, listener: FeedListener): Promise<() => void> {
  const feeds = singleton('run-feeds', () => new Map<string, Feed>());
  const feed = feeds.get(runId) ?? openFeed(runId);
  feeds.set(runId, feed);
  feed.listeners.add(listener);
  const unsubscribe = () => {
    feed.listeners.delete(listener);
    if (feed.listeners.size > 0 || feeds.get(runId) !== feed) return;
    feeds.delete(runId);
    feed.close();
  };
  try {
    await feed.opened;
    return unsubscribe;
  } catch (error) {
    unsubscribe();
    throw error;
  }
}

function openFeed(runId: string): Feed {
  const listeners = new Set<FeedListener>();
  const reader = createReader(runId, (events) => {
    for (const listener of listeners) listener(events);
  });
  const closers: (() => void)[] = [];
  let closed = false;
  const close = () => {
    closed = true;
    for (const closer of closers.splice(0)) closer();
  };
  const open = async () => {
    closers.push(await onNews(runId, reader.wake));
    reader.startAfter((await getRun(runId)).lastSeq);
    const poll = setInterval(reader.wake, FEED_POLL_MS);
    poll.unref();
    closers.push(() => clearInterval(poll));
    if (closed) close();
  };
  return { listeners, opened: open(), close };
}

/** Reads what is new, one page at a time; being woken while it reads means reading once more. */
function createReader(runId: string, deliver: FeedListener) {
  let cursor: number | undefined;
  let isReading = false;
  let isStale = false;

  const read = async (after: number) => {
    const events = await readEvents(runId, after, FEED_PAGE_SIZE);
    cursor = events.at(-1)?.seq ?? after;
    if (events.length === FEED_PAGE_SIZE) isStale = true;
    if (events.length > 0) deliver(events);
  };
  const wake = async () => {
    isStale = true;
    if (isReading || cursor === undefined) return;
    isReading = true;
    try {
      while (isStale) {
        isStale = false;
        await read(cursor);
      }
    } catch {
      // The database is away for a moment: the next poll, or the next notification, reads from the same place.
    } finally {
      isReading = false;
    }
  };
  return {
    wake: () => void wake(),
    startAfter: (seq: number) => {
      cursor = seq;
      void wake();
    },
  };
}
