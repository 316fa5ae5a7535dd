import 'server-only';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';
import type { AppError } from '@/lib/core/errors';

type NoSchema = Record<string, never>;

type Orm = PgDatabase<PgQueryResultHKT, NoSchema>;
export type Transaction = PgTransaction<PgQueryResultHKT, NoSchema, ExtractTablesWithRelations<NoSchema>>;

/** One door to PostgreSQL, whether it runs inside this process (PGlite) or elsewhere. */
export type Database = {
  backend: 'pglite' | 'postgres';
  orm: Orm;
  /** For the job queue, which brings its own SQL: several statements at once when there are no values. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /**
   * Calls `onPayload` for each NOTIFY on the channel, until the returned function is called. `onGap` says that
   * some may have been missed, because the connection was down: look at the tables.
   */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onGap: () => void,
  ): Promise<() => Promise<void>>;
  /** Calls `callback` when the data is gone from under this process, which must then end at once. One callback at a time. */
  onLost(callback: (error: AppError) => void): void;
  close(): Promise<void>;
};
