import 'server-only';
import type { LogFilter } from '@/lib/deployment/logs/log-filter';
import { MAX_PAGE_LINES, readLogPage } from '@/lib/deployment/logs/read-log';

/** More places than anybody goes through. */
const MAX_HITS = 10_000;
const SEARCH_LIMIT_MS = 10_000;

/** The places of the lines that fit, the newest first; `complete` unless there were too many or it took too long. */
export type LogHits = { seqs: number[]; complete: boolean };

/** Looks through all of a project's log. Throws `search_invalid` and `search_slow`. */
export async function findHits(project: string, filter: LogFilter, signal: AbortSignal): Promise<LogHits> {
  const deadline = Date.now() + SEARCH_LIMIT_MS;
  const seqs: number[] = [];
  let before: number | undefined;
  for (;;) {
    signal.throwIfAborted();
    const limit = Math.min(MAX_PAGE_LINES, MAX_HITS - seqs.length);
    const page = await readLogPage(project, { filter, limit, ...(before !== undefined && { before }) });
    seqs.push(...page.lines.map(({ seq }) => seq).reverse());
    if (page.atStart) return { seqs, complete: true };
    if (seqs.length >= MAX_HITS || Date.now() > deadline) return { seqs, complete: false };
    before = page.from;
  }
}
