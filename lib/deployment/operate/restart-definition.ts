import 'server-only';
import { z } from 'zod';
import { CHECK_LIMIT_MS, checkApp, restartSteps, resultOfCheck } from '@/lib/deployment/app-steps';
import { restartWays } from '@/lib/deployment/operate/restart-plan';
import type { RunDefinition } from '@/lib/runs/step';

const restartInputSchema = z.strictObject({ way: z.enum(restartWays).optional() });

type RestartInput = z.infer<typeof restartInputSchema>;

/** Has the app read anew what lies on the share, in the way that is asked for, and waits until its model answers. */
export const restart: RunDefinition<RestartInput> = {
  kind: 'restart',
  inputSchema: restartInputSchema,
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: checkApp },
    ...restartSteps<RestartInput>(({ way = 'restart' }) => way),
  ],
  result: resultOfCheck,
};
