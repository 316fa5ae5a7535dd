import 'server-only';
import { and, eq } from 'drizzle-orm';
import { getDatabase } from '@/lib/db/client';
import { runEvents } from '@/lib/db/schema';
import type { RunEventData } from '@/lib/runs/events';
import { appendToLocked, lockRun } from '@/lib/runs/log-rows';

/**
 * Asks for a run to stop. One that no worker has taken up ends at once; a running one ends when its step has let go
 * (watch the log). Asking twice is asking once. Throws `run_finished` and `not_found`.
 */
export async function cancelRun(runId: string): Promise<void> {
  const { orm } = await getDatabase();
  await orm.transaction(async (transaction) => {
    const row = await lockRun(transaction, runId);
    const [asked] = await transaction.select({ seq: runEvents.seq }).from(runEvents).where(isCancel(runId));
    if (asked) return;
    const events: RunEventData[] = [{ type: 'run.cancel-requested' }];
    if (row.status === 'queued') events.push({ type: 'run.finished', status: 'cancelled' });
    await appendToLocked(transaction, row, events);
  });
}

/** Whether someone asked for the run to stop. */
export async function isCancelRequested(runId: string): Promise<boolean> {
  const { orm } = await getDatabase();
  const found = await orm.select({ seq: runEvents.seq }).from(runEvents).where(isCancel(runId)).limit(1);
  return found.length > 0;
}

function isCancel(runId: string) {
  return and(eq(runEvents.runId, runId), eq(runEvents.type, 'run.cancel-requested'));
}
