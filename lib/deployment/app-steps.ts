import 'server-only';
import { z } from 'zod';
import { getContainerApp } from '@/lib/azure/container-apps';
import { restartApp, restartedFromStep } from '@/lib/deployment/operate/restart';
import { waitUntilReady } from '@/lib/deployment/replicas/ready';
import { readTarget } from '@/lib/deployment/target';
import type { RunResult } from '@/lib/runs/events';
import type { Step, StepContext } from '@/lib/runs/step';

/** Everything that a deployment or a restart needs stands in the project's files. */
export const noInputSchema = z.strictObject({});

export type NoInput = z.infer<typeof noInputSchema>;

/** Some answers of Azure, and a look at the model's files. */
export const CHECK_LIMIT_MS = 5 * 60_000;
/** A stopped app has ten minutes to start; the rest is reading what is there. */
const RESTART_LIMIT_MS = 15 * 60_000;
/** Longer than the app has to get ready and to answer, so that what it was at is told rather than the step. */
const READY_LIMIT_MS = 60 * 60_000;

const checkedSchema = z.object({ endpointUrl: z.string(), resourceId: z.string() });

/** The app is there, and its endpoint is one that may be talked to. */
export async function checkApp({ project, signal }: StepContext<unknown>) {
  const { app, server } = await readTarget(project);
  const { id } = await getContainerApp(app, signal);
  return { endpointUrl: server.baseUrl, resourceId: id };
}

/** Replaces the app's replicas. */
export async function restartStep(context: StepContext<unknown>) {
  return { ...(await restartApp(context, await readTarget(context.project))) };
}

/** Waits until the model answers. */
async function readyStep(context: StepContext<unknown>) {
  const restarted = restartedFromStep(context.results.restart);
  await waitUntilReady(context, await readTarget(context.project), restarted);
  return undefined;
}

/** How every run ends that brings up the app anew. */
export const restartSteps: readonly Step<unknown>[] = [
  { name: 'restart', limitMs: RESTART_LIMIT_MS, run: restartStep },
  { name: 'ready', limitMs: READY_LIMIT_MS, run: readyStep },
];

/** What a run that went through `checkApp` leaves behind. */
export function resultOfCheck(context: StepContext<unknown>): RunResult {
  return checkedSchema.parse(context.results.check);
}
