import 'server-only';
import {
  CHECK_LIMIT_MS,
  checkApp,
  type NoInput,
  noInputSchema,
  RESTART_LIMIT_MS,
  readyStep,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import { admitAction } from '@/lib/deployment/operate/admit-action';
import { cancelBringUp } from '@/lib/deployment/operate/cancel-change';
import { startStopped } from '@/lib/deployment/operate/restart';
import { readTarget } from '@/lib/deployment/target';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

/** Starts an app that is stopped, and waits until its model answers. */
export const start: RunDefinition<NoInput> = {
  kind: 'start',
  inputSchema: noInputSchema,
  admit: (project) => admitAction(project, 'start'),
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: checkApp },
    { name: 'start', limitMs: RESTART_LIMIT_MS, run: startApp },
    readyStep('start'),
  ],
  result: resultOfCheck,
  cancelled: cancelBringUp,
};

async function startApp(context: StepContext<NoInput>) {
  return { ...(await startStopped(context, await readTarget(context.project))) };
}
