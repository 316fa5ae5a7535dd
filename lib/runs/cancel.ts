import 'server-only';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { getDatabase } from '@/lib/db/client';
import type { Transaction } from '@/lib/db/database';
import { runEvents } from '@/lib/db/schema';
import type { CancelOutcome, RunEventData } from '@/lib/runs/events';
import { appendToLocked, lockRun, toEvent } from '@/lib/runs/log-rows';

/** The outcomes after which the run is over; after the others it goes on and may be asked again. */
const endings: readonly CancelOutcome[] = ['cancelled', 'still-pending'];

/**
 * `requested`: asked for and not answered. `carried-out`: answered so that the run must end, whatever became of the process
 * that was about to end it.
 */
export type CancelState = 'none' | 'requested' | 'carried-out';

/**
 * Asks for a run to stop. One that no worker has taken up ends at once; a running one ends when its step has let go
 * (watch the log). Asking twice is asking once, until the first is answered. Throws `run_finished` and `not_found`.
 */
export async function cancelRun(runId: string): Promise<void> {
  const { orm } = await getDatabase();
  await orm.transaction(async (transaction) => {
    const row = await lockRun(transaction, runId);
    if ((await readState(transaction, runId)) !== 'none') return;
    const events: RunEventData[] = [{ type: 'run.cancel-requested' }];
    if (row.status === 'queued') events.push({ type: 'run.finished', status: 'cancelled' });
    await appendToLocked(transaction, row, events);
  });
}

/** Where a run stands with being cancelled, as its log tells it. */
export async function readCancelState(runId: string): Promise<CancelState> {
  const { orm } = await getDatabase();
  return readState(orm, runId);
}

async function readState(reader: Pick<Transaction, 'select'>, runId: string): Promise<CancelState> {
  const isAbout = inArray(runEvents.type, ['run.cancel-requested', 'run.cancel-outcome']);
  const [row] = await reader
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), isAbout))
    .orderBy(desc(runEvents.seq))
    .limit(1);
  const last = row && toEvent(row);
  if (last?.type === 'run.cancel-requested') return 'requested';
  return last?.type === 'run.cancel-outcome' && endings.includes(last.outcome) ? 'carried-out' : 'none';
}
