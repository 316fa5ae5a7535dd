import 'server-only';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/database';
import { listActiveRuns } from '@/lib/runs/attempts';
import { reapRuns } from '@/lib/runs/reaper';
import { getRun, type Run } from '@/lib/runs/store';
import { openQueue, type RunQueue } from '@/lib/worker/queue';
import { logServerError } from '@/lib/worker/server-log';

const REAP_INTERVAL_MS = 60_000;
/** How long running steps may take to let go at shutdown; they are taken up again at the next start. */
const STOP_TIMEOUT_MS = 4_000;

type Execute = (run: Run, shutdown: AbortSignal) => Promise<void>;

export type Worker = { enqueue(runId: string): Promise<void>; stop(): Promise<void> };

/**
 * Works on the runs of this database: first on those that a dead process left behind, from their last finished step, then on
 * each one that is enqueued. Ends the ones that nobody can take up.
 */
export async function startWorker(database: Database, execute: Execute): Promise<Worker> {
  const shutdown = new AbortController();
  const underWay = new Set<Promise<void>>();
  const queue = await openQueue(database);
  await resumeRuns(database, queue);
  await queue.work(async (runId) => {
    const work = getRun(runId).then((run) => execute(run, shutdown.signal));
    underWay.add(work);
    try {
      await work;
    } finally {
      underWay.delete(work);
    }
  });
  const reap = () => reapRuns(queue.hasJob).catch((error) => logServerError('Looking for dead runs', error));
  const reaping = setInterval(reap, REAP_INTERVAL_MS);
  reaping.unref();
  return {
    enqueue: queue.enqueue,
    async stop() {
      clearInterval(reaping);
      shutdown.abort(shuttingDown());
      await Promise.race([Promise.allSettled(underWay), afterMs(STOP_TIMEOUT_MS)]);
      await queue.stop();
    },
  };
}

/**
 * PGlite belongs to one process: any job that is there at its start is a dead process's, and is given out anew. On a shared
 * server the job may be at work elsewhere, so only a run without one gets one; the queue's heartbeat finds the dead.
 */
async function resumeRuns(database: Database, queue: RunQueue): Promise<void> {
  for (const { run } of await listActiveRuns()) {
    if (database.backend === 'pglite') await queue.forget(run.id);
    await queue.enqueue(run.id);
  }
}

function afterMs(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs).unref();
  });
}

function shuttingDown(): AppError {
  return new AppError('cancelled', {
    code: 'shutting_down',
    message: 'Slipway is shutting down.',
    action: 'Start it again: the run goes on from its last finished step.',
  });
}
