import 'server-only';
import { AppError } from '@/lib/core/errors';
import { isCancelRequested } from '@/lib/runs/cancel';
import { subscribeToRun } from '@/lib/runs/feed';
import { type Run, runTakenOver } from '@/lib/runs/log-rows';

/**
 * Calls `onStop` with the reason when this attempt at a run should stop: someone asked for it (before or now), or another
 * worker has taken the run up. Returns the way to stop watching.
 */
export async function watchForStop(run: Run, onStop: (reason: AppError) => void): Promise<() => void> {
  const stopWatching = await subscribeToRun(run.id, (events) => {
    for (const event of events) {
      if (event.type === 'run.cancel-requested') onStop(runCancelled());
      if (event.type === 'run.started' && event.attempt > run.attempt) onStop(runTakenOver());
    }
  });
  if (await isCancelRequested(run.id)) onStop(runCancelled());
  return stopWatching;
}

function runCancelled(): AppError {
  return new AppError('cancelled', {
    code: 'run_cancelled',
    message: 'The run was cancelled.',
    action: 'Start it again when you want it after all: whatever is already done is found done.',
  });
}
