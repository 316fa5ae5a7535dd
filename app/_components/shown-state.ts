import type { RunStatus } from '@/lib/runs/status';
import type { ResourceView, StepView } from '@/lib/runs/view';

export type ShownStepState = StepView['state'] | 'cancelled';

/** What a reader is told of a step: one that was cancelled has not failed. */
export function shownStepState(state: StepView['state'], status: RunStatus): ShownStepState {
  return status === 'cancelled' && state === 'failed' ? 'cancelled' : state;
}

export type ShownResourceState = ResourceView['state'] | 'unfinished' | 'notBegun';

/** What a reader is told of a resource: a run that has ended leaves nothing running or waiting as far as it knows. */
export function shownResourceState(state: ResourceView['state'], ended: boolean): ShownResourceState {
  if (ended && state === 'running') return 'unfinished';
  return ended && state === 'waiting' ? 'notBegun' : state;
}
