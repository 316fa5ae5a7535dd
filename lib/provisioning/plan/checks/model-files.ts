import 'server-only';
import { openFileShare } from '@/lib/azure/file-share';
import { AppError } from '@/lib/core/errors';
import { checkModelFiles } from '@/lib/model/model-files';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, passed, skipped, warning } from '@/lib/provisioning/plan/finding';

const ACTION =
  'Copy the base model and the adapter to the share before you deploy; the GPU is billed while it waits.';

/** Whether the base model and the adapter lie on the share that the app will mount. */
export async function checkModels(facts: Facts, signal: AbortSignal): Promise<Finding> {
  const { project, target } = facts;
  const accountName = await facts.nameOf('storageAccountName');
  const shareName = await facts.nameOf('fileShareName');
  if (!accountName || !shareName) return skipped('The template makes no file share.');
  const { subscriptionId, resourceGroup } = target;
  try {
    const share = await openFileShare({ subscriptionId, resourceGroup, accountName, shareName }, signal);
    if (!(await share.exists(signal))) return empty(shareName);
    return (await checkModelFiles(project, share, signal))
      ? passed(`The base model and the adapter are there for the share ${shareName}.`)
      : skipped('The project has no inference/model.json: only the app itself knows its model.');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.info.code === 'ResourceNotFound' || error.kind === 'not_found') return empty(shareName);
    if (error.kind === 'conflict' || error.kind === 'bad_input') return warning(error.info.message, ACTION);
    throw error;
  }
}

const empty = (shareName: string) => warning(`The file share ${shareName} is new and will be empty.`, ACTION);
