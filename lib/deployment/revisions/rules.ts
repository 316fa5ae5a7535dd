import type { RunKind } from '@/lib/runs/events';

/** What decides what may be done to the revisions of an app. */
export type RevisionState = {
  mode: 'single' | 'multiple';
  activeRun: RunKind | null;
  hasIngress: boolean;
};

/** Why something is not allowed; the texts are the interface's. */
export type RevisionRefusal =
  | 'run-active'
  | 'single-mode'
  | 'no-ingress'
  | 'already-active'
  | 'already-inactive'
  | 'holds-traffic';

export type Share = { revision: string | null; weight: number };

/** What is wrong with a split of the traffic. */
export type SplitFault = 'not-whole' | 'not-100' | 'twice' | 'inactive' | 'nothing';

const WHOLE = 100;

type OneRevision = { active: boolean; traffic: number };

/** Why a revision cannot be made to run; null when it can. */
export function refuseActivate(state: RevisionState, { active }: OneRevision): RevisionRefusal | null {
  return refuseOwn(state) ?? (active ? 'already-active' : null);
}

/** Why a revision cannot be ended; null when it can. */
export function refuseDeactivate(
  state: RevisionState,
  { active, traffic }: OneRevision,
): RevisionRefusal | null {
  const refusal = refuseOwn(state) ?? (active ? null : 'already-inactive');
  return refusal ?? (traffic > 0 ? 'holds-traffic' : null);
}

/** Why the traffic cannot be shared out; null when it can. */
export function refuseSplit(state: RevisionState): RevisionRefusal | null {
  return refuseOwn(state) ?? (state.hasIngress ? null : 'no-ingress');
}

/** Why the mode cannot be changed; null when it can. */
export function refuseMode({ activeRun }: RevisionState): RevisionRefusal | null {
  return activeRun ? 'run-active' : null;
}

/** What is wrong with these weights; null when Azure takes them. `null` as a revision is whichever is the latest. */
export function faultOfSplit(shares: readonly Share[], active: readonly string[]): SplitFault | null {
  if (shares.length === 0) return 'nothing';
  if (shares.some(({ weight }) => !Number.isInteger(weight) || weight < 0 || weight > WHOLE))
    return 'not-whole';
  if (new Set(shares.map(({ revision }) => revision)).size < shares.length) return 'twice';
  if (shares.some(({ revision, weight }) => revision !== null && weight > 0 && !active.includes(revision))) {
    return 'inactive';
  }
  return sumOf(shares) === WHOLE ? null : 'not-100';
}

/** All weights together, in percent. */
export function sumOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { weight }) => sum + (Number.isFinite(weight) ? weight : 0), 0);
}

function refuseOwn({ mode, activeRun }: RevisionState): RevisionRefusal | null {
  if (activeRun) return 'run-active';
  return mode === 'single' ? 'single-mode' : null;
}
