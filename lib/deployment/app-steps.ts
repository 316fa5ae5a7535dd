import 'server-only';
import { z } from 'zod';
import { getContainerApp } from '@/lib/azure/container-apps';
import { restartApp, restartedFromStep } from '@/lib/deployment/operate/restart';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import { waitUntilReady } from '@/lib/deployment/replicas/ready';
import { readTarget } from '@/lib/deployment/target';
import type { RunResult } from '@/lib/runs/events';
import type { Step, StepContext, StepResult } from '@/lib/runs/step';

/** Everything that a deployment or a restart needs stands in the project's files. */
export const noInputSchema = z.strictObject({});

export type NoInput = z.infer<typeof noInputSchema>;

/** Some answers of Azure, and a look at the model's files. */
export const CHECK_LIMIT_MS = 5 * 60_000;
/** An app has ten minutes to stop, and ten to start; the rest is reading what is there. */
export const RESTART_LIMIT_MS = 25 * 60_000;
/** Longer than the app has to get ready and to answer, so that what it was at is told rather than the step. */
export const READY_LIMIT_MS = 60 * 60_000;

const checkedSchema = z.object({ endpointUrl: z.string(), resourceId: z.string() });

/** The app is there, and its endpoint is one that may be talked to. */
export async function checkApp({ project, signal }: StepContext<unknown>) {
  const { app, server } = await readTarget(project);
  const { id } = await getContainerApp(app, signal);
  return { endpointUrl: server.baseUrl, resourceId: id };
}

/** Has the app's replicas replaced, in that way. */
export async function restartStep(context: StepContext<unknown>, way: RestartWay) {
  return { ...(await restartApp(context, await readTarget(context.project), way)) };
}

/** Waits until the model answers of an app that the step `after` has brought up. */
export function readyStep(after: string): Step<unknown> {
  const run = async (context: StepContext<unknown>) => {
    const restarted = restartedFromStep(context.results[after]);
    return { ...(await waitUntilReady(context, await readTarget(context.project), restarted)) };
  };
  return { name: 'ready', limitMs: READY_LIMIT_MS, run };
}

/** How every run ends that brings up the app anew. `wayOf` tells how from its input; with `none` the app stays as it is. */
export function restartSteps<Input>(wayOf: (input: Input) => RestartWay | 'none'): readonly Step<Input>[] {
  const ready = readyStep('restart');
  const unlessNone =
    (run: (context: StepContext<Input>, way: RestartWay) => Promise<StepResult | undefined>) =>
    async (context: StepContext<Input>) => {
      const way = wayOf(context.input);
      return way === 'none' ? undefined : run(context, way);
    };
  return [
    { name: 'restart', limitMs: RESTART_LIMIT_MS, run: unlessNone(restartStep) },
    { name: 'ready', limitMs: READY_LIMIT_MS, run: unlessNone((context) => ready.run(context)) },
  ];
}

/** What a run that went through `checkApp` leaves behind. */
export function resultOfCheck(context: StepContext<unknown>): RunResult {
  return checkedSchema.parse(context.results.check);
}
