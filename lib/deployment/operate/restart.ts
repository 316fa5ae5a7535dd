import 'server-only';
import { z } from 'zod';
import { getContainerApp, startContainerApp } from '@/lib/azure/container-apps';
import { activateRevision, getRevision, listReplicas, restartRevision } from '@/lib/azure/revisions';
import type { DeployTarget } from '@/lib/deployment/target';
import type { StepContext } from '@/lib/runs/step';

const restartedSchema = z.object({
  revisionName: z.string(),
  /** Replicas from before: what they say is not about this run. */
  previousReplicas: z.array(z.string()),
  /** Epoch milliseconds. */
  restartedAtMs: z.number(),
});

/** What the restart has left for the step that waits for it. */
export type Restarted = z.infer<typeof restartedSchema>;

/** Replaces the app's replicas; an app that does not run is started instead, which does the same. */
export async function restartApp(
  context: StepContext<unknown>,
  { app: at }: DeployTarget,
): Promise<Restarted> {
  const { signal } = context;
  const app = await getContainerApp(at, signal);
  const revision = await getRevision(at, app.revisionName, signal);
  const previous = await listReplicas(at, app.revisionName, signal);
  const restartedAtMs = Date.now();
  if (app.stopped) {
    context.log(['The app is stopped: starting it.']);
    await startContainerApp(at, signal);
  } else if (!revision.active) {
    context.log([`Revision ${app.revisionName} is not active: activating it.`]);
    await activateRevision(at, app.revisionName, signal);
  } else {
    context.log([`Restarting revision ${app.revisionName}.`]);
    await restartRevision(at, app.revisionName, signal);
  }
  return {
    revisionName: app.revisionName,
    previousReplicas: previous.map(({ name }) => name),
    restartedAtMs,
  };
}

/** Reads what the restart step has left. */
export function restartedFromStep(result: unknown): Restarted {
  return restartedSchema.parse(result);
}
