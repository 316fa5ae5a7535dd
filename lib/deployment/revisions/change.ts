import 'server-only';
import {
  deactivateRevision,
  listRevisions,
  type RevisionMode,
  type RevisionSetup,
  readRevisionSetup,
  setRevisionMode,
  setTraffic,
  type TrafficShare,
} from '@/lib/azure/app-revisions';
import type { AppAddress } from '@/lib/azure/container-apps';
import { activateRevision } from '@/lib/azure/revisions';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { revisionMissing, revisionRefused, splitRefused } from '@/lib/deployment/revisions/refused';
import {
  faultOfSplit,
  type RevisionRefusal,
  type RevisionState,
  refuseActivate,
  refuseDeactivate,
  refuseMode,
  refuseSplit,
} from '@/lib/deployment/revisions/rules';
import { readTarget } from '@/lib/deployment/target';
import { findActiveRun } from '@/lib/runs/store';

/** The weights as their author wants them, and as that author saw them before. */
export type Split = { shares: TrafficShare[]; seen?: TrafficShare[] };

/**
 * Shares the traffic out among the revisions; labels stay where they are. Throws `run_active`, `single_revision_mode`,
 * `traffic_invalid`, `traffic_changed` when somebody else was quicker, and what Azure has against it.
 */
export async function changeTraffic(project: Project, split: Split, signal?: AbortSignal): Promise<void> {
  const { app, setup, state } = await lookAt(project, signal);
  throwIf(refuseSplit(state));
  const now = setup.traffic ?? [];
  if (split.seen && !sameSplit(split.seen, now)) throw trafficChanged();
  const revisions = await listRevisions(app, signal);
  const active = revisions.flatMap((revision) => (revision.active ? [revision.name] : []));
  const fault = faultOfSplit(split.shares, active);
  if (fault) throw splitRefused(fault);
  await setTraffic(app, withLabels(split.shares, now), signal);
}

/** Switches between one running revision and several. Throws `run_active`, and what Azure has against it. */
export async function changeMode(project: Project, mode: RevisionMode, signal?: AbortSignal): Promise<void> {
  const { app, setup, state } = await lookAt(project, signal);
  throwIf(refuseMode(state));
  if (setup.mode !== mode) await setRevisionMode(app, mode, signal);
}

/**
 * Makes a revision run, or ends it. Throws `run_active`, `single_revision_mode`, `revision_holds_traffic`,
 * `revision_missing`, and what Azure has against it.
 */
export async function changeActive(
  project: Project,
  { revision: name, active }: { revision: string; active: boolean },
  signal?: AbortSignal,
): Promise<void> {
  const { app, state } = await lookAt(project, signal);
  const revision = (await listRevisions(app, signal)).find((each) => each.name === name);
  if (!revision) throw revisionMissing(name);
  throwIf((active ? refuseActivate : refuseDeactivate)(state, revision));
  await (active ? activateRevision : deactivateRevision)(app, name, signal);
}

async function lookAt(
  project: Project,
  signal: AbortSignal | undefined,
): Promise<{ app: AppAddress; setup: RevisionSetup; state: RevisionState }> {
  const { app } = await readTarget(project);
  const [setup, active] = await Promise.all([readRevisionSetup(app, signal), findActiveRun(project.id)]);
  const { mode, traffic } = setup;
  return { app, setup, state: { mode, activeRun: active?.kind ?? null, hasIngress: traffic !== null } };
}

function throwIf(refusal: RevisionRefusal | null): void {
  if (refusal) throw revisionRefused(refusal);
}

/** A label gives its revision an address of its own, and so keeps its entry even without traffic. */
function withLabels(shares: TrafficShare[], now: TrafficShare[]): TrafficShare[] {
  const labelled = now.filter(({ label }) => label);
  const wanted = shares.map((share): TrafficShare => {
    const label = labelled.find(({ revision }) => revision === share.revision)?.label;
    return { ...share, ...(label && { label }) };
  });
  const left = labelled.filter(({ revision }) => !shares.some((share) => share.revision === revision));
  const named = wanted.filter(({ weight, label }) => weight > 0 || label);
  return [...named, ...left.map((share) => ({ ...share, weight: 0 }))];
}

function sameSplit(a: TrafficShare[], b: TrafficShare[]): boolean {
  const text = (shares: TrafficShare[]) =>
    shares
      .filter(({ weight }) => weight > 0)
      .map(({ revision, weight }) => `${revision ?? ''}=${weight}`)
      .sort()
      .join();
  return text(a) === text(b);
}

function trafficChanged(): AppError {
  return new AppError('conflict', {
    code: 'traffic_changed',
    message: 'Somebody else has changed the traffic in the meantime.',
    action: 'Look at the weights as they are now, then change them again.',
    target: 'traffic',
  });
}
