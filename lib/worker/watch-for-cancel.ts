import 'server-only';
import { isCancelRequested } from '@/lib/runs/cancel';
import { subscribeToRun } from '@/lib/runs/feed';

/** Calls `onCancel` when someone asks for the run to stop, or has asked before. Returns the way to stop watching. */
export async function watchForCancel(runId: string, onCancel: () => void): Promise<() => void> {
  const stop = await subscribeToRun(runId, (events) => {
    if (events.some(({ type }) => type === 'run.cancel-requested')) onCancel();
  });
  if (await isCancelRequested(runId)) onCancel();
  return stop;
}
