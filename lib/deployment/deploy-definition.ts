import 'server-only';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import { AppError } from '@/lib/core/errors';
import {
  CHECK_LIMIT_MS,
  checkApp,
  type NoInput,
  noInputSchema,
  restartSteps,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import { checkEntryFile } from '@/lib/deployment/sync/entry-file';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { type DeployTarget, readTarget } from '@/lib/deployment/target';
import { checkModelFiles } from '@/lib/model/model-files';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

/** A single large file may take an hour on a slow line, and a whole model is several of them. */
const SYNC_LIMIT_MS = 6 * 60 * 60_000;

type Context = StepContext<NoInput>;

/** Brings `inference/` to the share, restarts the app and waits until its model answers. */
export const deploy: RunDefinition<NoInput> = {
  kind: 'deploy',
  inputSchema: noInputSchema,
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: check },
    { name: 'sync', limitMs: SYNC_LIMIT_MS, run: sync },
    ...restartSteps,
  ],
  result: resultOfCheck,
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
  return { ...(await syncToShare(context, share)) };
}

async function openShare({ share: at }: DeployTarget, signal: AbortSignal): Promise<FileShare> {
  const share = await openFileShare(at, signal);
  if (await share.exists(signal)) return share;
  throw new AppError('not_found', {
    code: 'share_missing',
    message: `The storage account ${at.accountName} has no file share ${at.shareName}.`,
    action: 'Provision again: that makes the share.',
    target: 'infra/inference.config.json',
  });
}
