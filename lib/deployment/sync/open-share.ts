import 'server-only';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import { AppError } from '@/lib/core/errors';
import type { DeployTarget } from '@/lib/deployment/target';

/** Opens the share that the app mounts; AppError `share_missing` when it is not there. */
export async function openShare({ share: at }: DeployTarget, signal: AbortSignal): Promise<FileShare> {
  const share = await openFileShare(at, signal);
  if (await share.exists(signal)) return share;
  throw new AppError('not_found', {
    code: 'share_missing',
    message: `The storage account ${at.accountName} has no file share ${at.shareName}.`,
    action: 'Provision again: that makes the share.',
    target: 'infra/inference.config.json',
  });
}
