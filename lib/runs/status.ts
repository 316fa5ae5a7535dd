import type { RunEventData } from '@/lib/runs/events';

/** What a run is, as its log tells it; never set by hand. */
export type RunStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';

/** The status after one more event. */
export function nextStatus(status: RunStatus, event: RunEventData): RunStatus {
  if (isTerminal(status)) return status;
  if (event.type === 'run.started') return 'running';
  if (event.type === 'run.finished') return event.status;
  return status;
}

/** The status that a whole log, or its beginning, amounts to. */
export function statusFromEvents(events: Iterable<RunEventData>): RunStatus {
  let status: RunStatus = 'queued';
  for (const event of events) status = nextStatus(status, event);
  return status;
}

/** Whether nothing can happen in the run any more. */
export function isTerminal(status: RunStatus): boolean {
  return status !== 'queued' && status !== 'running';
}
