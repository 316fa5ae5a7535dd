import 'server-only';
import { createHash } from 'node:crypto';
import { and, desc, eq, inArray, lte, type SQL } from 'drizzle-orm';
import { getDatabase } from '@/lib/db/client';
import type { Transaction } from '@/lib/db/database';
import { appLogLines, appLogs } from '@/lib/db/schema';
import type { AppLogLine } from '@/lib/deployment/logs/log-line';
import { announce } from '@/lib/runs/announcer';

/** What a project keeps, marks included; the oldest go first. */
export const MAX_KEPT_LINES = 200_000;
/** What one statement takes; more go in several. */
const INSERT_LINES = 1_000;
const KEY_LENGTH = 22;

/** An entry to be kept. `identity` is the same whenever the same line is read again, and different for any other. */
export type NewLogLine = Omit<AppLogLine, 'seq'> & { identity: string };

/** The topic of news about a project's log. */
export function logTopic(project: string): string {
  return `log/${project}`;
}

/** Adds lines to the end of a project's log, but those that it has already. Returns how many were new. */
export async function appendLogLines(project: string, lines: readonly NewLogLine[]): Promise<number> {
  if (lines.length === 0) return 0;
  const { orm } = await getDatabase();
  return orm.transaction(async (transaction) => {
    const last = await lockEnd(transaction, project);
    const fresh = await withoutKnown(transaction, project, lines);
    if (fresh.length === 0) return 0;
    const rows = fresh.map(([key, line], index) => toRow(project, last + index + 1, key, line));
    for (let from = 0; from < rows.length; from += INSERT_LINES) {
      await transaction.insert(appLogLines).values(rows.slice(from, from + INSERT_LINES));
    }
    const lastSeq = last + rows.length;
    await transaction.update(appLogs).set({ lastSeq }).where(eq(appLogs.project, project));
    await transaction
      .delete(appLogLines)
      .where(and(eq(appLogLines.project, project), lte(appLogLines.seq, lastSeq - MAX_KEPT_LINES)));
    await announce(transaction, logTopic(project));
    return rows.length;
  });
}

/** When a replica was last known to write something, in epoch milliseconds; undefined if nothing of it is kept. */
export async function lastLineMs(project: string, replica: string): Promise<number | undefined> {
  return lastMs(project, eq(appLogLines.replica, replica), eq(appLogLines.source, 'console'));
}

/** When the platform was last known to do something with the app, read from its stream, in epoch milliseconds. */
export async function lastEventMs(project: string): Promise<number | undefined> {
  return lastMs(project, eq(appLogLines.source, 'system'), eq(appLogLines.origin, 'stream'));
}

async function lastMs(project: string, ...conditions: SQL[]): Promise<number | undefined> {
  const { orm } = await getDatabase();
  const [row] = await orm
    .select({ at: appLogLines.at })
    .from(appLogLines)
    .where(and(eq(appLogLines.project, project), eq(appLogLines.kind, 'line'), ...conditions))
    .orderBy(desc(appLogLines.seq))
    .limit(1);
  return row?.at.getTime();
}

/** Which of these identities the project's log has. */
export async function knownIdentities(project: string, identities: readonly string[]): Promise<Set<string>> {
  const { orm } = await getDatabase();
  const keys = new Map(identities.map((identity) => [keyOf(identity), identity]));
  const rows = await orm
    .select({ key: appLogLines.key })
    .from(appLogLines)
    .where(and(eq(appLogLines.project, project), inArray(appLogLines.key, [...keys.keys()])));
  return new Set(rows.flatMap(({ key }) => keys.get(key) ?? []));
}

async function lockEnd(transaction: Transaction, project: string): Promise<number> {
  await transaction.insert(appLogs).values({ project, lastSeq: 0 }).onConflictDoNothing();
  const [row] = await transaction.select().from(appLogs).where(eq(appLogs.project, project)).for('update');
  return row?.lastSeq ?? 0;
}

async function withoutKnown(
  transaction: Transaction,
  project: string,
  lines: readonly NewLogLine[],
): Promise<[string, NewLogLine][]> {
  const fresh = new Map(lines.map((line) => [keyOf(line.identity), line]));
  const keys = [...fresh.keys()];
  for (let from = 0; from < keys.length; from += INSERT_LINES) {
    const known = await transaction
      .select({ key: appLogLines.key })
      .from(appLogLines)
      .where(
        and(
          eq(appLogLines.project, project),
          inArray(appLogLines.key, keys.slice(from, from + INSERT_LINES)),
        ),
      );
    for (const { key } of known) fresh.delete(key);
  }
  return [...fresh];
}

function keyOf(identity: string): string {
  return createHash('sha256').update(identity).digest('base64url').slice(0, KEY_LENGTH);
}

/** PostgreSQL refuses NUL and lone surrogates; an app may print either. */
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed();

function toRow(project: string, seq: number, key: string, line: NewLogLine): typeof appLogLines.$inferInsert {
  const { kind, source, origin, revision, replica, container, level, at, until } = line;
  return {
    project,
    seq,
    key,
    kind,
    source,
    origin,
    revision,
    replica,
    container,
    level,
    at: new Date(at),
    until: until === undefined ? null : new Date(until),
    text: storable(line.text),
  };
}
