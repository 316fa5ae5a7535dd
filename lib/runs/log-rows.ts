import 'server-only';
import { eq } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/database';
import { runEvents, runs } from '@/lib/db/schema';
import { announce } from '@/lib/runs/announcer';
import { runEventDataSchema, runKindSchema, runStatusSchema } from '@/lib/runs/event-schema';
import type { RunEvent, RunEventData, RunKind } from '@/lib/runs/events';
import { isTerminal, nextStatus, type RunStatus } from '@/lib/runs/status';

export type Run = {
  id: string;
  /** The project's id. */
  project: string;
  kind: RunKind;
  status: RunStatus;
  input: unknown;
  /** How often a worker has taken the run up. */
  attempt: number;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  lastSeq: number;
};

export type RunRow = typeof runs.$inferSelect;

/** A run as the database has it, for everybody else. */
export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    project: row.project,
    kind: runKindSchema.parse(row.kind),
    status: runStatusSchema.parse(row.status),
    input: row.input,
    attempt: row.attempt,
    createdAt: row.createdAt.toISOString(),
    ...(row.startedAt && { startedAt: row.startedAt.toISOString() }),
    ...(row.finishedAt && { finishedAt: row.finishedAt.toISOString() }),
    lastSeq: row.lastSeq,
  };
}

/** One event of a run's log, as it was appended. */
export function toEvent(row: typeof runEvents.$inferSelect): RunEvent {
  return { ...runEventDataSchema.parse(row.data), seq: row.seq, at: row.at.toISOString() };
}

/** The run's row, kept to this transaction until it ends. Throws `not_found`. */
export async function lockRun(transaction: Transaction, runId: string): Promise<RunRow> {
  const [row] = isId(runId)
    ? await transaction.select().from(runs).where(eq(runs.id, runId)).for('update')
    : [];
  if (!row) throw runNotFound();
  return row;
}

/** Adds events after the last one of a locked run, and sets the columns that follow from them. */
export async function appendToLocked(
  transaction: Transaction,
  row: RunRow,
  events: RunEventData[],
): Promise<RunEvent[]> {
  const at = new Date();
  let status = runStatusSchema.parse(row.status);
  const appended: RunEvent[] = [];
  for (const event of events) {
    if (isTerminal(status)) throw runFinished();
    status = nextStatus(status, event);
    appended.push({ ...event, seq: row.lastSeq + appended.length + 1, at: at.toISOString() });
  }
  await transaction
    .insert(runEvents)
    .values(events.map((data, index) => ({ runId: row.id, seq: row.lastSeq + index + 1, at, data })));
  await transaction
    .update(runs)
    .set({
      status,
      lastSeq: row.lastSeq + events.length,
      startedAt: row.startedAt ?? (status === 'running' ? at : null),
      finishedAt: isTerminal(status) ? at : null,
    })
    .where(eq(runs.id, row.id));
  await announce(transaction, row.id);
  return appended;
}

/** The refusal of an id that no run has. */
export function runNotFound(): AppError {
  return new AppError('not_found', {
    code: 'run_not_found',
    message: 'There is no run with that id.',
    action: 'Open it from the list of runs.',
  });
}

function runFinished(): AppError {
  return new AppError('conflict', {
    code: 'run_finished',
    message: 'This run has already ended.',
    action: 'Start a new one.',
  });
}

/** The refusal of an attempt that another worker has followed. */
export function runTakenOver(): AppError {
  return new AppError('conflict', {
    code: 'run_taken_over',
    message: 'Another worker goes on with this run.',
    action: 'Nothing needs to be done.',
  });
}

/** Whether the log no longer takes what was to be written: the run ended, or another worker has it. */
export function isLogClosed(error: unknown): boolean {
  return error instanceof AppError && ['run_finished', 'run_taken_over'].includes(error.info.code);
}
