import 'server-only';
import {
  checkApp,
  type NoInput,
  noInputSchema,
  readyStep,
  restartStep,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import type { RunDefinition } from '@/lib/runs/step';

/** Restarts the app as it lies on the share, and waits until its model answers. */
export const restart: RunDefinition<NoInput> = {
  kind: 'restart',
  inputSchema: noInputSchema,
  steps: [
    { name: 'check', run: checkApp },
    { name: 'restart', run: restartStep },
    { name: 'ready', run: readyStep },
  ],
  result: resultOfCheck,
};
