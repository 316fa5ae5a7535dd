import type { RunKind } from '@/lib/runs/events';
import { type ResourceTypeKey, resourceTypeKey } from '@/lib/runs/resource-type';
import type { RunStatus } from '@/lib/runs/status';
import type { ResourceView, RunView, StepView } from '@/lib/runs/view';

type PublicStep = Pick<StepView, 'name' | 'state' | 'startedAt' | 'finishedAt'>;

/** `type` says what it is (`containerApp`), never which one. */
export type PublicResource = {
  type: ResourceTypeKey | 'other';
  state: ResourceView['state'];
  elapsedMs: number;
  changedAt: string;
};

/** What a stranger with a link may see of a run: that it moves and where it stands. No id, name, log, command or error text. */
export type PublicRun = {
  kind: RunKind;
  status: RunStatus;
  steps: PublicStep[];
  resources: PublicResource[];
  queuedAt?: string;
  startedAt?: string;
  finishedAt?: string;
  lastSeq: number;
};

/** Each field is copied by name: what is added to the view later stays private until someone adds it here. */
export function toPublicRun(view: RunView): PublicRun {
  const { kind, status, queuedAt, startedAt, finishedAt, lastSeq } = view;
  return {
    kind,
    status,
    steps: view.steps.map(toPublicStep),
    resources: view.resources.map(({ resourceType, state, elapsedMs, changedAt }) => ({
      type: resourceTypeKey(resourceType) ?? 'other',
      state,
      elapsedMs,
      changedAt,
    })),
    ...(queuedAt && { queuedAt }),
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    lastSeq,
  };
}

function toPublicStep({ name, state, startedAt, finishedAt }: StepView): PublicStep {
  return { name, state, ...(startedAt && { startedAt }), ...(finishedAt && { finishedAt }) };
}
