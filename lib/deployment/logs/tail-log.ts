import 'server-only';
import type { LogFilter } from '@/lib/deployment/logs/log-filter';
import type { LogPage } from '@/lib/deployment/logs/log-line';
import { readLogPage } from '@/lib/deployment/logs/read-log';
import { logTopic } from '@/lib/deployment/logs/store';
import { onNews } from '@/lib/runs/announcer';
import { tailsSignal } from '@/lib/runs/tail';

/** A floor under the notifications: how late a line can be if one went missing. */
const TAIL_POLL_MS = 5_000;
const TAIL_PAGE_LINES = 1_000;

/**
 * What a project's log has after `after`, and what comes: each line once, in order, a page of them at a time. Ends on abort
 * and when the process shuts down. Throws `search_invalid` and `search_slow`.
 */
export async function* tailLog(
  project: string,
  after: number,
  filter: LogFilter,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  const ended = AbortSignal.any([signal, tailsSignal()]);
  let bell = Promise.withResolvers<void>();
  const ring = () => bell.resolve();
  ended.addEventListener('abort', ring);
  const poll = setInterval(ring, TAIL_POLL_MS);
  const unsubscribe = await onNews(logTopic(project), ring);
  try {
    let seq = after;
    while (!ended.aborted) {
      // Hung up anew before reading, so that no news falls between the two.
      bell = Promise.withResolvers<void>();
      if (ended.aborted) return;
      const page = await readLogPage(project, { filter, after: seq, limit: TAIL_PAGE_LINES });
      if (page.lines.length > 0) yield page;
      seq = page.to;
      if (page.atEnd) await bell.promise;
    }
  } finally {
    unsubscribe();
    clearInterval(poll);
    ended.removeEventListener('abort', ring);
  }
}
