import 'server-only';
import { z } from 'zod';
import {
  type AppScale,
  makeRevision,
  type OperatedApp,
  startContainerApp,
  stopContainerApp,
} from '@/lib/azure/operate-app';
import { activateRevision, getRevision, listReplicas, restartRevision } from '@/lib/azure/revisions';
import { AppError } from '@/lib/core/errors';
import { type RestartWay, restartWays } from '@/lib/deployment/operate/restart-plan';
import { readSettledApp } from '@/lib/deployment/operate/settled-app';
import type { DeployTarget } from '@/lib/deployment/target';
import type { StepContext } from '@/lib/runs/step';

/** Enough of a run's id that no two revisions of an app get the same name. */
const SUFFIX_CHARACTERS = 12;

const restartedSchema = z.object({
  /** How it was done in the end; none for an app that only had to be started or activated. */
  way: z.enum(restartWays).optional(),
  revisionName: z.string(),
  /** The revision that this one takes over from, where that is another one. */
  previousRevision: z.string().optional(),
  /** Replicas from before: what they say is not about this run. */
  previousReplicas: z.array(z.string()),
  /** Epoch milliseconds. */
  restartedAtMs: z.number(),
});

/** What the restart has left for the step that waits for it. */
export type Restarted = z.infer<typeof restartedSchema>;

type Context = StepContext<unknown>;

/**
 * Replaces the app's replicas in that way; an app that does not run is started or activated instead, which does the same.
 * Done again after a crash it replaces them again, but makes no second revision.
 */
export async function restartApp(
  context: Context,
  { app: at }: DeployTarget,
  way: RestartWay = 'restart',
): Promise<Restarted> {
  const { signal } = context;
  const app = await readSettledApp(at, signal);
  const revisionName = latestOf(app, at.appName);
  const revision = await getRevision(at, revisionName, signal);
  const previous = await listReplicas(at, revisionName, signal);
  const restarted = {
    revisionName,
    previousReplicas: previous.map(({ name }) => name),
    restartedAtMs: Date.now(),
  };
  if (app.stopped) {
    context.log(['The app is stopped: starting it.']);
    await startContainerApp(at, signal);
    return restarted;
  }
  switch (way) {
    case 'restart':
      if (!revision.active) {
        context.log([`Revision ${revisionName} is not active: activating it.`]);
        await activateRevision(at, revisionName, signal);
        return restarted;
      }
      context.log([`Restarting revision ${revisionName}.`]);
      await restartRevision(at, revisionName, signal);
      return { ...restarted, way };
    case 'new-revision':
      return { ...(await replaceRevision(context, { app: at }, app)), way };
    case 'stop-start':
      context.log(['Stopping the app.']);
      await stopContainerApp(at, signal);
      context.log(['The app is stopped: starting it.']);
      await startContainerApp(at, signal);
      return { ...restarted, way };
  }
}

/** Starts an app that is stopped; one that a run has started before it was cut off comes up already. */
export async function startStopped(context: Context, { app: at }: DeployTarget): Promise<Restarted> {
  const app = await readSettledApp(at, context.signal);
  const restarted = {
    revisionName: latestOf(app, at.appName),
    previousReplicas: [],
    restartedAtMs: Date.now(),
  };
  if (!app.stopped) return restarted;
  context.log([`Starting the app ${at.appName}.`]);
  await startContainerApp(at, context.signal);
  return restarted;
}

/**
 * Makes a new revision, with another scale if one is given, and tells what it takes over from. The name follows from the run,
 * so that a run that was cut off finds the revision that it has made.
 */
export async function replaceRevision(
  { runId, log, signal }: Context,
  { app: at }: Pick<DeployTarget, 'app'>,
  app: OperatedApp,
  scale?: AppScale,
): Promise<Restarted> {
  const suffix = suffixOf(runId);
  const revisionName = ownRevision(at.appName, runId);
  const latest = latestOf(app, at.appName);
  // Until the new one is ready, the newest that has been ready answers.
  const serving = app.readyRevision ?? latest;
  const previousRevision = serving === revisionName ? undefined : serving;
  const previous = previousRevision ? await listReplicas(at, previousRevision, signal) : [];
  const restarted = {
    revisionName,
    ...(previousRevision && { previousRevision }),
    previousReplicas: previous.map(({ name }) => name),
    restartedAtMs: Date.now(),
  };
  if (latest === revisionName) return restarted;
  log([`Making the revision ${revisionName}, which takes over from ${latest}.`]);
  await makeRevision(at, { location: app.location, suffix, ...(scale && { scale }) }, signal);
  return restarted;
}

/** The revision that a run makes, or has made. */
export function ownRevision(appName: string, runId: string): string {
  return `${appName}--${suffixOf(runId)}`;
}

function suffixOf(runId: string): string {
  return `r${runId.replaceAll('-', '').slice(-SUFFIX_CHARACTERS)}`;
}

/** Reads what the restart step has left. */
export function restartedFromStep(result: unknown): Restarted {
  return restartedSchema.parse(result);
}

/** The newest revision of the app; AppError when it never got one. */
export function latestOf({ latestRevision }: OperatedApp, appName: string): string {
  if (latestRevision) return latestRevision;
  throw new AppError('conflict', {
    code: 'app_without_revision',
    message: `The container app ${appName} has no revision: its provisioning did not finish.`,
    action: 'Provision again, then deploy.',
  });
}
