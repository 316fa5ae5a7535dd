import 'server-only';
import { type OperatedApp, startContainerApp } from '@/lib/azure/operate-app';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import { readSettledApp } from '@/lib/deployment/operate/settled-app';
import { readTarget } from '@/lib/deployment/target';
import type { StepContext } from '@/lib/runs/step';

/** Azure takes nothing back that it has begun; nobody waits for that to the end. */
const SETTLE_MS = 30_000;

type Context = StepContext<unknown>;
type Ended = 'ended' | 'go-on';

/** What became of a stop that is to be cancelled: Azure cannot be told not to, only asked how far it is. */
export async function cancelStop(context: Context): Promise<Ended> {
  const app = await settledApp(context);
  if (app?.stopped) {
    await context.emit({ type: 'run.cancel-outcome', outcome: 'too-late-succeeded' });
    return 'go-on';
  }
  return endCancelled(context, app);
}

/** As `cancelStop`, for what brings the app up: that may go on in Azure, and is told. */
export async function cancelBringUp(context: Context): Promise<Ended> {
  return endCancelled(context, await settledApp(context));
}

/**
 * As `cancelBringUp`, for the step `restart` that comes after the step `before`: what it has only stopped so far is started again,
 * so that a cancel leaves nothing switched off.
 */
export async function cancelRestart(
  context: Context,
  way: RestartWay | 'none',
  before: string,
): Promise<Ended> {
  const hasStopped = way === 'stop-start' && context.results[before] && !context.results.restart;
  const app = await settledApp(context);
  if (hasStopped && app?.stopped) {
    const { app: at } = await readTarget(context.project);
    await startContainerApp(at, context.signal);
    await notice(context, 'The app had been stopped for the restart. It has been started again.');
  }
  return endCancelled(context, app);
}

async function endCancelled(context: Context, app: OperatedApp | null): Promise<'ended'> {
  if (app) {
    await context.emit({ type: 'run.cancel-outcome', outcome: 'cancelled' });
    return 'ended';
  }
  await context.emit({
    type: 'run.cancel-outcome',
    outcome: 'still-pending',
    error: {
      code: 'change_pending',
      message: 'Azure is still carrying out the change of the app, and cannot be told to stop.',
      action: 'See under Operate how it ends; start the next run once it has.',
    },
  });
  return 'ended';
}

/** The app once Azure is done with it; null when it is not in time. */
async function settledApp({ project, signal }: Context): Promise<OperatedApp | null> {
  const { app: at } = await readTarget(project);
  const app = await readSettledApp(at, signal, SETTLE_MS);
  return app.provisioningState === 'InProgress' ? null : app;
}

function notice(context: Context, message: string): Promise<void> {
  return context.emit({ type: 'notice', level: 'info', message });
}
