import type { RunEventType } from '@/lib/runs/events';

const all = {
  'run.queued': true,
  'run.started': true,
  'step.started': true,
  'step.progress': true,
  'step.finished': true,
  'resource.changed': true,
  'log.chunk': true,
  'replica.stage': true,
  'adapter.proof': true,
  notice: true,
  'run.cancel-requested': true,
  'run.cancel-outcome': true,
  'run.finished': true,
} as const satisfies Record<RunEventType, true>;

/** Every event name of the stream: an EventSource hears only the names that it asked for. */
export const runEventTypes = Object.keys(all);
