import 'server-only';
import { CHECK_LIMIT_MS, checkApp, restartSteps, resultOfCheck } from '@/lib/deployment/app-steps';
import { type DeployInput, deployInputSchema } from '@/lib/deployment/deploy-input';
import { cancelRestart } from '@/lib/deployment/operate/cancel-change';
import { checkEntryFile } from '@/lib/deployment/sync/entry-file';
import { openShare } from '@/lib/deployment/sync/open-share';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { readTarget } from '@/lib/deployment/target';
import { checkModelFiles } from '@/lib/model/model-files';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

/** A single large file may take an hour on a slow line, and a whole model is several of them. */
const SYNC_LIMIT_MS = 6 * 60 * 60_000;

type Context = StepContext<DeployInput>;

const wayOf = ({ restart = 'restart' }: DeployInput) => restart;

/** Brings `inference/` to the share, restarts the app and waits until its model answers. */
export const deploy: RunDefinition<DeployInput> = {
  kind: 'deploy',
  inputSchema: deployInputSchema,
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: check },
    { name: 'sync', limitMs: SYNC_LIMIT_MS, run: sync },
    ...restartSteps(wayOf),
  ],
  result: resultOfCheck,
  cancelled: (context) => cancelRestart(context, wayOf(context.input), 'sync'),
};

async function check(context: Context) {
  const { project, signal } = context;
  const checked = await checkApp(context);
  await checkEntryFile(project);
  const share = await openShare(await readTarget(project), signal);
  if (!(await checkModelFiles(project, share, signal))) {
    await context.emit({
      type: 'notice',
      level: 'warning',
      message: 'The project has no inference/model.json, so the files of the model were not checked.',
    });
  }
  return checked;
}

async function sync(context: Context) {
  const share = await openShare(await readTarget(context.project), context.signal);
  return { ...(await syncToShare(context, share, context.input)) };
}
