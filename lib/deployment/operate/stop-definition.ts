import 'server-only';
import { stopContainerApp } from '@/lib/azure/operate-app';
import {
  CHECK_LIMIT_MS,
  checkApp,
  type NoInput,
  noInputSchema,
  RESTART_LIMIT_MS,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import { admitAction } from '@/lib/deployment/operate/admit-action';
import { cancelStop } from '@/lib/deployment/operate/cancel-change';
import { readSettledApp } from '@/lib/deployment/operate/settled-app';
import { readTarget } from '@/lib/deployment/target';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

/** Ends all that runs of the app, until it is started again. */
export const stop: RunDefinition<NoInput> = {
  kind: 'stop',
  inputSchema: noInputSchema,
  admit: (project) => admitAction(project, 'stop'),
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: checkApp },
    { name: 'stop', limitMs: RESTART_LIMIT_MS, run: stopApp },
  ],
  result: resultOfCheck,
  cancelled: cancelStop,
};

async function stopApp({ project, log, signal }: StepContext<NoInput>) {
  const { app: at } = await readTarget(project);
  const app = await readSettledApp(at, signal);
  if (app.stopped) {
    log(['The app is stopped already.']);
    return undefined;
  }
  log([`Stopping the app ${at.appName}.`]);
  await stopContainerApp(at, signal);
  log(['Nothing of it runs any more.']);
  return undefined;
}
