import 'server-only';
import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import { isId, newId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { runEvents, runs } from '@/lib/db/schema';
import type { RunEvent, RunEventData, RunKind } from '@/lib/runs/events';
import {
  appendToLocked,
  lockRun,
  type Run,
  runNotFound,
  runTakenOver,
  toEvent,
  toRun,
} from '@/lib/runs/log-rows';

export type { Run };

const DEFAULT_PAGE_SIZE = 500;
const MAX_LIST_LENGTH = 200;
/** How often `createRun` looks again when the run that it would join ends under its hands. */
const CREATE_ATTEMPTS = 5;

type RunRequest = { project: string; kind: RunKind; input: unknown };

/**
 * Queues a run, or joins the one that is active in the project (given by its id): a unique index allows one at a time, so
 * that two requests at the same moment get the same run. The joined run may be of another kind. Throws `project_busy`.
 */
export async function createRun(request: RunRequest): Promise<{ runId: string; joined: boolean }> {
  for (let attempt = 1; attempt <= CREATE_ATTEMPTS; attempt++) {
    const created = await insertRun(request);
    if (created) return { runId: created, joined: false };
    const active = await findActiveRun(request.project);
    if (active) return { runId: active.id, joined: true };
  }
  throw new AppError('conflict', {
    code: 'project_busy',
    message: 'Other runs of this project keep starting and ending.',
    action: 'Wait for them to end, then try again.',
  });
}

async function insertRun(request: RunRequest): Promise<string | undefined> {
  const { orm } = await getDatabase();
  const now = new Date();
  return orm.transaction(async (transaction) => {
    const fresh = { id: newId(), ...request, status: 'queued', lastSeq: 0, createdAt: now, heartbeatAt: now };
    const [row] = await transaction.insert(runs).values(fresh).onConflictDoNothing().returning();
    if (row) await appendToLocked(transaction, row, [{ type: 'run.queued', kind: request.kind }]);
    return row?.id;
  });
}

/** The run that is queued or running in the project; undefined when there is none. */
export async function findActiveRun(project: string): Promise<Run | undefined> {
  const { orm } = await getDatabase();
  const isActive = and(eq(runs.project, project), inArray(runs.status, ['queued', 'running']));
  const [row] = await orm.select().from(runs).where(isActive);
  return row && toRun(row);
}

/** Throws `not_found`. */
export async function getRun(runId: string): Promise<Run> {
  const { orm } = await getDatabase();
  const [row] = isId(runId) ? await orm.select().from(runs).where(eq(runs.id, runId)) : [];
  if (!row) throw runNotFound();
  return toRun(row);
}

/** The runs of a project, the newest first, at most `limit` and never more than 200. */
export async function listRuns(project: string, { limit }: { limit: number }): Promise<Run[]> {
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(runs)
    .where(eq(runs.project, project))
    .orderBy(desc(runs.createdAt))
    .limit(Math.min(limit, MAX_LIST_LENGTH));
  return rows.map(toRun);
}

/** The events after `afterSeq`, in order, one page of them. */
export async function readEvents(
  runId: string,
  afterSeq: number,
  limit = DEFAULT_PAGE_SIZE,
): Promise<RunEvent[]> {
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), gt(runEvents.seq, afterSeq)))
    .orderBy(asc(runEvents.seq))
    .limit(limit);
  return rows.map(toEvent);
}

/**
 * Adds events to the end of the log: all of them or none, numbered without a gap, with the status that follows from them.
 * Throws `run_finished` when the log is closed, and `run_taken_over` when `attempt` is given and is no longer the
 * current one: another worker goes on with the run.
 */
export async function appendEvents(
  runId: string,
  events: RunEventData[],
  { attempt }: { attempt?: number } = {},
): Promise<RunEvent[]> {
  if (events.length === 0) return [];
  const { orm } = await getDatabase();
  return orm.transaction(async (transaction) => {
    const row = await lockRun(transaction, runId);
    if (attempt !== undefined && attempt !== row.attempt) throw runTakenOver();
    return appendToLocked(transaction, row, events);
  });
}
