import 'server-only';
import { and, asc, desc, eq, gte, ilike, inArray, lte, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { getDatabase } from '@/lib/db/client';
import { appLogLines, appLogs } from '@/lib/db/schema';
import type { LogFilter } from '@/lib/deployment/logs/log-filter';
import {
  type AppLogLine,
  type LogPage,
  logKinds,
  logLevels,
  logOrigins,
  logSources,
} from '@/lib/deployment/logs/log-line';
import { compilePattern } from '@/lib/deployment/logs/search-pattern';

/** What one answer holds at most. */
export const MAX_PAGE_LINES = 5_000;
/** The database is asked for so many places of the log at a time, so that others get their turn in between. */
const WINDOW = 10_000;
/** A search that has not found enough by then answers what it has, and where to go on. */
const SCAN_LIMIT_MS = 2_000;

const rowSchema = z.object({
  kind: z.enum(logKinds),
  source: z.enum(logSources),
  origin: z.enum(logOrigins),
  level: z.enum(logLevels),
});

type Bounds = { first: number; last: number };
type Question = { filter: LogFilter; before?: number; after?: number; limit: number };

/**
 * Lines of a project's log: the oldest after `after`, or else the newest before `before` or the end. May answer fewer than
 * `limit` (at most 5,000) though there are more: go on from where it looked. Throws `search_invalid` and `search_slow`.
 */
export async function readLogPage(project: string, question: Question): Promise<LogPage> {
  const { filter, after, limit } = question;
  const wanted = Math.min(limit, MAX_PAGE_LINES);
  const select = selection(project, filter);
  const bounds = await readBounds(project);
  const { first, last } = bounds;
  const forward = after !== undefined;
  const start = forward
    ? Math.max(Math.min(after, last) + 1, first)
    : Math.min((question.before ?? last + 1) - 1, last);
  const deadline = Date.now() + SCAN_LIMIT_MS;
  const found: AppLogLine[] = [];
  let edge = start;
  while (edge >= first && edge <= last && found.length < wanted) {
    if (edge !== start && Date.now() > deadline) break;
    const range = forward
      ? { first: edge, last: Math.min(edge + WINDOW - 1, last) }
      : { first: Math.max(edge - WINDOW + 1, first), last: edge };
    const { lines, looked } = await select(range, forward, wanted - found.length);
    found.push(...lines);
    edge = forward ? looked + 1 : looked - 1;
  }
  return forward
    ? pageOf(found, { from: start, to: edge - 1 }, bounds)
    : pageOf(found.reverse(), { from: edge + 1, to: start }, bounds);
}

/** The first and the last place of a project's log that is kept; the last is 0 where there is nothing. */
export async function readBounds(project: string): Promise<Bounds> {
  const { orm } = await getDatabase();
  const [head] = await orm.select().from(appLogs).where(eq(appLogs.project, project));
  const [oldest] = await orm
    .select({ seq: appLogLines.seq })
    .from(appLogLines)
    .where(eq(appLogLines.project, project))
    .orderBy(asc(appLogLines.seq))
    .limit(1);
  return { first: oldest?.seq ?? 1, last: head?.lastSeq ?? 0 };
}

function pageOf(lines: AppLogLine[], range: { from: number; to: number }, { first, last }: Bounds): LogPage {
  return { lines, ...range, atStart: range.from <= first, atEnd: range.to >= last };
}

/** How the lines that fit are taken from a range, in either direction; `looked` is the last place that was looked at. */
function selection(project: string, filter: LogFilter) {
  const conditions = sqlOf(filter);
  const test = filter.q && filter.regex === 'true' ? compilePattern(filter.q) : undefined;
  return async ({ first, last }: Bounds, forward: boolean, wanted: number) => {
    const { orm } = await getDatabase();
    const query = orm
      .select()
      .from(appLogLines)
      .where(
        and(
          eq(appLogLines.project, project),
          gte(appLogLines.seq, first),
          lte(appLogLines.seq, last),
          ...conditions,
        ),
      )
      .orderBy(forward ? asc(appLogLines.seq) : desc(appLogLines.seq));
    const rows = await (test ? query : query.limit(wanted));
    const passed = test?.(rows.map(({ text }) => text));
    const fitting = (passed ? rows.filter((_, index) => passed[index]) : rows).slice(0, wanted);
    const end = forward ? last : first;
    return {
      lines: fitting.map(toLine),
      looked: fitting.length < wanted ? end : (fitting.at(-1)?.seq ?? end),
    };
  };
}

function sqlOf({ source, level, revision, replica, q, regex }: LogFilter): (SQL | undefined)[] {
  const isMark = inArray(appLogLines.kind, ['gap', 'break']);
  return [
    source && inArray(appLogLines.source, source),
    level && or(inArray(appLogLines.level, level), q === undefined ? isMark : undefined),
    revision && eq(appLogLines.revision, revision),
    replica && eq(appLogLines.replica, replica),
    (q !== undefined && eq(appLogLines.kind, 'line')) || undefined,
    q !== undefined && regex !== 'true'
      ? ilike(appLogLines.text, `%${q.replace(/[\\%_]/g, '\\$&')}%`)
      : undefined,
  ].map((condition) => condition || undefined);
}

function toLine(row: typeof appLogLines.$inferSelect): AppLogLine {
  return {
    ...rowSchema.parse(row),
    seq: row.seq,
    at: row.at.toISOString(),
    ...(row.until && { until: row.until.toISOString() }),
    revision: row.revision,
    replica: row.replica,
    container: row.container,
    text: row.text,
  };
}
