import 'server-only';
import { listActiveRuns } from '@/lib/runs/attempts';
import { isLogClosed } from '@/lib/runs/log-rows';
import { appendEvents } from '@/lib/runs/store';

/** Several heartbeats long, and longer than a start between queueing a run and giving it a job. */
const STALE_AFTER_MS = 120_000;

/**
 * Ends, as `interrupted`, the runs that nobody is at work on and nobody will take up: silent for `staleAfterMs` and
 * without a job. Returns their ids.
 */
export async function reapRuns(
  hasJob: (runId: string) => Promise<boolean>,
  staleAfterMs = STALE_AFTER_MS,
): Promise<string[]> {
  const reaped: string[] = [];
  for (const { run, silentMs } of await listActiveRuns()) {
    if (silentMs < staleAfterMs || (await hasJob(run.id))) continue;
    if (await interrupt(run.id)) reaped.push(run.id);
  }
  return reaped;
}

async function interrupt(runId: string): Promise<boolean> {
  const error = {
    code: 'run_interrupted',
    message: 'The Slipway process that was at work on this run has gone, and no other took it up.',
    action: 'Start it again: whatever is already done is found done.',
  };
  try {
    await appendEvents(runId, [{ type: 'run.finished', status: 'interrupted', error }]);
    return true;
  } catch (appendError) {
    // It ended by itself a moment ago, or another instance reaped it.
    if (isLogClosed(appendError)) return false;
    throw appendError;
  }
}
