import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { getDatabase } from '@/lib/db/client';
import { runEvents, runs } from '@/lib/db/schema';
import type { ResourceChanged, RunEvent, RunEventType } from '@/lib/runs/events';
import { appendToLocked, lockRun, type Run, toEvent, toRun } from '@/lib/runs/log-rows';
import type { StepResult } from '@/lib/runs/step';

/**
 * Begins another attempt at a run: from here on, earlier workers of the same run can no longer write.
 * Throws `run_finished` and `not_found`.
 */
export async function beginAttempt(runId: string): Promise<Run> {
  const { orm } = await getDatabase();
  return orm.transaction(async (transaction) => {
    const row = await lockRun(transaction, runId);
    const attempt = row.attempt + 1;
    await appendToLocked(transaction, row, [{ type: 'run.started', attempt }]);
    const [started] = await transaction
      .update(runs)
      .set({ attempt, heartbeatAt: new Date() })
      .where(eq(runs.id, runId))
      .returning();
    return toRun(started ?? row);
  });
}

/** Says that the worker of this attempt is alive. */
export async function touchAttempt(runId: string, attempt: number): Promise<void> {
  const { orm } = await getDatabase();
  await orm
    .update(runs)
    .set({ heartbeatAt: new Date() })
    .where(and(eq(runs.id, runId), eq(runs.attempt, attempt)));
}

/** What the finished steps of all attempts left, by step name. */
export async function readStepResults(runId: string): Promise<Record<string, StepResult>> {
  const results: Record<string, StepResult> = {};
  for (const event of await readEventsOf(runId, 'step.finished')) {
    if (event.type === 'step.finished') results[event.step] = event.result ?? {};
  }
  return results;
}

/** What all attempts have told of each resource last: nobody is told it twice. */
export async function readToldResources(runId: string): Promise<ResourceChanged[]> {
  const told = new Map<string, ResourceChanged>();
  for (const { seq: _seq, at: _at, ...event } of await readEventsOf(runId, 'resource.changed')) {
    if (event.type === 'resource.changed') told.set(event.id.toLowerCase(), event);
  }
  return [...told.values()];
}

async function readEventsOf(runId: string, type: RunEventType): Promise<RunEvent[]> {
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), eq(runEvents.type, type)))
    .orderBy(asc(runEvents.seq));
  return rows.map(toEvent);
}

/** The runs that have not ended, each with the time since its worker last gave a sign. */
export async function listActiveRuns(): Promise<{ run: Run; silentMs: number }[]> {
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(runs)
    .where(inArray(runs.status, ['queued', 'running']));
  return rows.map((row) => ({ run: toRun(row), silentMs: Date.now() - row.heartbeatAt.getTime() }));
}
