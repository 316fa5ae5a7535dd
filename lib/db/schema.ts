import 'server-only';
import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** PostgreSQL refuses NUL and lone surrogates inside jsonb; a replica may print either. */
const storableJson = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'jsonb',
  toDriver: (value) =>
    JSON.stringify(value, (_key, part) =>
      typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part,
    ),
});

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const runs = pgTable(
  'runs',
  {
    id: uuid().primaryKey(),
    project: text().notNull(),
    kind: text().notNull(),
    input: jsonb().notNull(),
    /** Derived from the events in the transaction that appends them; see lib/runs/status.ts. */
    status: text().notNull(),
    lastSeq: integer('last_seq').notNull(),
    /** How often a worker has taken the run up. A worker of an earlier attempt can no longer write. */
    attempt: integer().notNull().default(0),
    createdAt: moment('created_at').notNull(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    /** When a worker last said that it is at work on this run. */
    heartbeatAt: moment('heartbeat_at').notNull(),
  },
  (table) => [
    uniqueIndex('runs_one_active_per_project')
      .on(table.project)
      .where(sql`${table.status} in ('queued', 'running')`),
    index('runs_by_project').on(table.project, table.createdAt.desc()),
  ],
);

export const runEvents = pgTable(
  'run_events',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    at: moment('at').notNull(),
    data: storableJson().notNull(),
    type: text().notNull().generatedAlwaysAs(sql`data->>'type'`),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] })],
);

export const shares = pgTable(
  'shares',
  {
    id: uuid().primaryKey(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** SHA-256 of the token in hex. The token itself is shown once and never stored. */
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (table) => [index('shares_by_run').on(table.runId)],
);

/** What a provision would do, as somebody has seen it. A provision is admitted only with one of these. */
export const plans = pgTable(
  'plans',
  {
    id: uuid().primaryKey(),
    project: text().notNull(),
    /** SHA-256 in hex of the target, the parameters and the template that it was made of. */
    fingerprint: text().notNull(),
    plan: storableJson().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [index('plans_by_project').on(table.project, table.createdAt.desc())],
);

/** Where a project was last told to provision to, by whoever works on it, in whichever browser. */
export const chosenTargets = pgTable('chosen_targets', {
  project: text().primaryKey(),
  tenantId: uuid('tenant_id'),
  subscriptionId: uuid('subscription_id').notNull(),
  resourceGroup: text('resource_group').notNull(),
  chosenAt: moment('chosen_at').notNull(),
});

/** What Slipway has made in Azure and may take down again. Ids are kept in lower case. */
export const createdResources = pgTable(
  'created_resources',
  {
    project: text().notNull(),
    id: text().notNull(),
    resourceType: text('resource_type').notNull(),
    name: text().notNull(),
    /** The provision that made it; none for a resource group that was made from the picker. */
    runId: uuid('run_id').references(() => runs.id, { onDelete: 'set null' }),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.project, table.id] })],
);

/** What a file of the project held before Slipway wrote over it. */
export const fileVersions = pgTable(
  'file_versions',
  {
    id: uuid().primaryKey(),
    project: text().notNull(),
    /** Relative to the root of the project. */
    path: text().notNull(),
    content: text().notNull(),
    replacedAt: moment('replaced_at').notNull(),
  },
  (table) => [index('file_versions_by_file').on(table.project, table.path, table.replacedAt.desc())],
);

/** How far the log of a project's app goes. Its row is locked by whoever adds lines, so that they have an order. */
export const appLogs = pgTable('app_logs', {
  project: text().primaryKey(),
  lastSeq: bigint('last_seq', { mode: 'number' }).notNull(),
});

/** What the app and its platform have said, kept when the replica is gone. */
export const appLogLines = pgTable(
  'app_log_lines',
  {
    project: text().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    at: moment('at').notNull(),
    /** A line, or a mark that some are (`gap`) or may be (`break`) missing between `at` and `until`. */
    kind: text().notNull(),
    until: moment('until'),
    source: text().notNull(),
    origin: text().notNull(),
    revision: text().notNull(),
    replica: text().notNull(),
    container: text().notNull(),
    level: text().notNull(),
    text: text().notNull(),
    /** Tells the same line from an equal one: whatever reads a stream anew gets its end again. */
    key: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.seq] }),
    uniqueIndex('app_log_lines_once').on(table.project, table.key),
  ],
);
