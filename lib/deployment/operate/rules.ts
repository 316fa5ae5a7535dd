import type { RunKind } from '@/lib/runs/events';

/** What decides whether a project may be changed now. */
export type ProjectState = { provisioned: boolean; activeRun: RunKind | null };

/** Why something is not allowed; the texts are the interface's. */
type Refusal = 'not-provisioned' | 'run-active';

export type Verdict = { allowed: true } | { allowed: false; reason: Refusal };

/** Whether resources may be provisioned: at any time, but one change after the other. */
export function canProvision({ activeRun }: ProjectState): Verdict {
  return activeRun ? { allowed: false, reason: 'run-active' } : { allowed: true };
}

/** Whether the app may be deployed or restarted: there must be one. */
export function canDeploy(state: ProjectState): Verdict {
  return state.provisioned ? canProvision(state) : { allowed: false, reason: 'not-provisioned' };
}
