import 'server-only';
import { z } from 'zod';
import { getContainerApp } from '@/lib/azure/container-apps';
import { waitUntilReady } from '@/lib/deployment/ready';
import { restartApp, restartedFromStep } from '@/lib/deployment/restart';
import { readTarget } from '@/lib/deployment/target';
import type { RunResult } from '@/lib/runs/events';
import type { StepContext } from '@/lib/runs/step';

/** Everything that a deployment or a restart needs stands in the project's files. */
export const noInputSchema = z.strictObject({});

export type NoInput = z.infer<typeof noInputSchema>;

const checkedSchema = z.object({ endpointUrl: z.string(), resourceId: z.string() });

/** The app is there, and its endpoint is one that may be talked to. */
export async function checkApp({ project, signal }: StepContext<NoInput>) {
  const { app, server } = await readTarget(project);
  const { id } = await getContainerApp(app, signal);
  return { endpointUrl: server.baseUrl, resourceId: id };
}

/** Replaces the app's replicas. */
export async function restartStep(context: StepContext<NoInput>) {
  return { ...(await restartApp(context, await readTarget(context.project))) };
}

/** Waits until the model answers. */
export async function readyStep(context: StepContext<NoInput>) {
  const restarted = restartedFromStep(context.results.restart);
  await waitUntilReady(context, await readTarget(context.project), restarted);
  return undefined;
}

/** What a run that went through `checkApp` leaves behind. */
export function resultOfCheck(context: StepContext<NoInput>): RunResult {
  return checkedSchema.parse(context.results.check);
}
