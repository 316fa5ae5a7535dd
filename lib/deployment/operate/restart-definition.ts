import 'server-only';
import {
  CHECK_LIMIT_MS,
  checkApp,
  type NoInput,
  noInputSchema,
  restartSteps,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import type { RunDefinition } from '@/lib/runs/step';

/** Restarts the app as it lies on the share, and waits until its model answers. */
export const restart: RunDefinition<NoInput> = {
  kind: 'restart',
  inputSchema: noInputSchema,
  steps: [{ name: 'check', limitMs: CHECK_LIMIT_MS, run: checkApp }, ...restartSteps],
  result: resultOfCheck,
};
