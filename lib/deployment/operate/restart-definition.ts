import 'server-only';
import { z } from 'zod';
import { CHECK_LIMIT_MS, checkApp, restartSteps, resultOfCheck } from '@/lib/deployment/app-steps';
import { admitAction } from '@/lib/deployment/operate/admit-action';
import { cancelRestart } from '@/lib/deployment/operate/cancel-change';
import { restartWays } from '@/lib/deployment/operate/restart-plan';
import type { RunDefinition } from '@/lib/runs/step';

const restartInputSchema = z.strictObject({ way: z.enum(restartWays).optional() });

type RestartInput = z.infer<typeof restartInputSchema>;

const wayOf = ({ way = 'restart' }: RestartInput) => way;

/** Has the app read anew what lies on the share, in the way that is asked for, and waits until its model answers. */
export const restart: RunDefinition<RestartInput> = {
  kind: 'restart',
  inputSchema: restartInputSchema,
  // Without a way to take, an app that does not run is brought up as well.
  admit: async (project, { way }) => way && admitAction(project, way),
  steps: [{ name: 'check', limitMs: CHECK_LIMIT_MS, run: checkApp }, ...restartSteps(wayOf)],
  result: resultOfCheck,
  cancelled: (context) => cancelRestart(context, wayOf(context.input), 'check'),
};
