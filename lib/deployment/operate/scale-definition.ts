import 'server-only';
import type { OperatedApp } from '@/lib/azure/operate-app';
import {
  CHECK_LIMIT_MS,
  checkApp,
  RESTART_LIMIT_MS,
  readyStep,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import { admitAction } from '@/lib/deployment/operate/admit-action';
import { cancelBringUp } from '@/lib/deployment/operate/cancel-change';
import { latestOf, ownRevision, replaceRevision } from '@/lib/deployment/operate/restart';
import { type ScaleInput, scaleInputSchema } from '@/lib/deployment/operate/scale-input';
import { readSettledApp } from '@/lib/deployment/operate/settled-app';
import { readTarget } from '@/lib/deployment/target';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

type Context = StepContext<ScaleInput>;

const ready = readyStep('scale');

/** Gives the app another scale, which is a new revision in Azure, and waits until the model of that one answers. */
export const scale: RunDefinition<ScaleInput> = {
  kind: 'scale',
  inputSchema: scaleInputSchema,
  admit: (project) => admitAction(project, 'scale'),
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: checkApp },
    { name: 'scale', limitMs: RESTART_LIMIT_MS, run: changeScale },
    { ...ready, run: waitForRevision },
  ],
  result: resultOfCheck,
  cancelled: cancelBringUp,
};

async function changeScale(context: Context) {
  const { input, runId, signal } = context;
  const target = await readTarget(context.project);
  const app = await readSettledApp(target.app, signal);
  const { appName } = target.app;
  if (hasScale(app, input) && latestOf(app, appName) !== ownRevision(appName, runId)) {
    context.log(['The app has that scale already: there is nothing to change.']);
    return { unchanged: true };
  }
  const restarted = await replaceRevision(context, target, app, input);
  if (input.minReplicas === 0) {
    await context.emit({
      type: 'notice',
      level: 'info',
      message: `The app ends its replicas once no request has come for ${app.scale.coolDownSeconds} seconds. The next request wakes it, and waits until the model is loaded.`,
    });
  }
  return { ...restarted };
}

async function waitForRevision(context: Context) {
  return context.results.scale?.unchanged ? undefined : ready.run(context);
}

function hasScale({ scale: now }: OperatedApp, { minReplicas, maxReplicas }: ScaleInput): boolean {
  return now.minReplicas === minReplicas && now.maxReplicas === maxReplicas;
}
