import 'server-only';
import { AppError } from '@/lib/core/errors';
import { readCancelState } from '@/lib/runs/cancel';
import { subscribeToRun } from '@/lib/runs/feed';
import { type Run, runTakenOver } from '@/lib/runs/log-rows';
import { logServerError } from '@/lib/worker/server-log';

export type StopWatch = {
  /** Aborted when this attempt should stop: someone asked for it, or another worker has taken the run up. */
  readonly signal: AbortSignal;
  /** Forgets a request to cancel that has been answered; from here on `signal` is a fresh one. */
  renew(): Promise<void>;
  close(): void;
};

/** Watches for what should stop this attempt at a run, whether it came before or comes now. */
export async function watchForStop(run: Run): Promise<StopWatch> {
  let stop = new AbortController();
  let takenOver = false;
  // The log decides, not the event: one that comes late may tell of a request that has been answered since.
  const look = async () => {
    if ((await readCancelState(run.id)) === 'requested') stop.abort(runCancelled());
  };
  const close = await subscribeToRun(run.id, (events) => {
    for (const event of events) {
      if (event.type === 'run.cancel-requested') {
        look().catch((error) => logServerError(`Looking for a cancel of run ${run.id}`, error));
      }
      if (event.type === 'run.started' && event.attempt > run.attempt) {
        takenOver = true;
        stop.abort(runTakenOver());
      }
    }
  });
  await look();
  return {
    get signal() {
      return stop.signal;
    },
    async renew() {
      stop = new AbortController();
      if (takenOver) stop.abort(runTakenOver());
      await look();
    },
    close,
  };
}

function runCancelled(): AppError {
  return new AppError('cancelled', {
    code: 'run_cancelled',
    message: 'The run was cancelled.',
    action: 'Start it again when you want it after all: whatever is already done is found done.',
  });
}
