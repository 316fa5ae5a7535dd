import 'server-only';
import { type AppRevision, copyRevision, listRevisions, readRevisionSetup } from '@/lib/azure/app-revisions';
import { startContainerApp } from '@/lib/azure/operate-app';
import { activateRevision, listReplicas, restartRevision } from '@/lib/azure/revisions';
import { type Restarted, restartApp } from '@/lib/deployment/operate/restart';
import { findRevision, servingOf } from '@/lib/deployment/revisions/compare';
import { compareTemplates } from '@/lib/deployment/revisions/template-lines';
import type { DeployTarget } from '@/lib/deployment/target';
import type { StepContext } from '@/lib/runs/step';

/** How a revision is brought back: by a new one like it, by making it run again, or by new replicas of it. */
export type RollbackWay = 'new-revision' | 'activate' | 'restart';

/**
 * Which way leads back to a revision. In single mode Azure runs the latest alone: an older one comes back as a copy, unless
 * the latest says the same as it. In multiple mode it runs again itself.
 */
export function wayBack(
  mode: 'single' | 'multiple',
  wanted: AppRevision,
  latest: AppRevision | undefined,
): RollbackWay {
  if (mode === 'multiple') return wanted.active ? 'restart' : 'activate';
  if (!latest || wanted.name === latest.name) return 'restart';
  return compareTemplates(latest.facts, wanted.facts).length === 0 ? 'restart' : 'new-revision';
}

/**
 * Brings a revision back up; when none is named, those that answer now, to read the code again. After a crash it finds a copy that it has made already, as
 * that says the same as the wanted one.
 */
export async function switchRevision(
  context: StepContext<unknown>,
  target: DeployTarget,
  name: string | undefined,
): Promise<Restarted> {
  const { app: at } = target;
  const { signal } = context;
  const setup = await readRevisionSetup(at, signal);
  const revisions = await listRevisions(at, signal);
  const latest = findRevision(revisions, setup.latest);
  const wanted = name === undefined ? (servingOf(revisions) ?? latest) : findRevision(revisions, name);
  const way = wayBack(setup.mode, wanted, latest);
  if (setup.mode === 'single' && way === 'restart') return restartApp(context, target);
  const restartedAtMs = Date.now();
  if (setup.stopped) {
    context.log(['The app is stopped: starting it.']);
    await startContainerApp(at, signal);
  }
  if (way === 'new-revision') {
    const copied = await copy(context, target, wanted.name, setup.latestReady ?? setup.latest);
    return { ...copied, restartedAtMs };
  }
  const replicas = await listReplicas(at, wanted.name, signal);
  context.log([`${way === 'activate' ? 'Activating' : 'Restarting'} revision ${wanted.name}.`]);
  await (way === 'activate' ? activateRevision : restartRevision)(at, wanted.name, signal);
  // Code alone was brought back: whatever else answers is to read it too.
  const others = name === undefined ? revisions.filter((each) => each.traffic > 0 && each !== wanted) : [];
  for (const other of others) {
    context.log([`Restarting revision ${other.name}.`]);
    await restartRevision(at, other.name, signal);
  }
  return {
    revisionName: wanted.name,
    // Those of an app that was stopped are new.
    previousReplicas: setup.stopped ? [] : replicas.map((replica) => replica.name),
    restartedAtMs,
  };
}

async function copy(
  { log, signal }: StepContext<unknown>,
  { app: at }: DeployTarget,
  name: string,
  previousRevision: string,
) {
  const previous = await listReplicas(at, previousRevision, signal);
  log([`Making a new revision like ${name}, which takes over from ${previousRevision}.`]);
  await copyRevision(at, name, signal);
  const { latest } = await readRevisionSetup(at, signal);
  log([`The new revision is ${latest}.`]);
  return {
    way: 'new-revision' as const,
    revisionName: latest,
    previousRevision,
    previousReplicas: previous.map((replica) => replica.name),
  };
}
