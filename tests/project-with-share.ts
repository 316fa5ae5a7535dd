import { onTestFinished } from 'vitest';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import tuned from '../infra/finetuning.config.json' with { type: 'json' };
import type { OnEnd } from './clean-up';
import { tempProject } from './temp-project';

const { SUBSCRIPTION_ID, RESOURCE_GROUP_NAME, STORAGE_ACCOUNT_NAME, FILE_SHARE_NAME } = tuned;

/** The sample's share, in the local Azure that the test has started. */
export function sampleShare(): Promise<FileShare> {
  return openFileShare({
    subscriptionId: SUBSCRIPTION_ID,
    resourceGroup: RESOURCE_GROUP_NAME,
    accountName: STORAGE_ACCOUNT_NAME,
    shareName: FILE_SHARE_NAME,
  });
}

/** A project that deploys to the sample's share, without the resources that take time: for tests of what lies on the share. */
export async function projectWithShare(
  files: Record<string, string> = {},
  onEnd: OnEnd = onTestFinished,
): Promise<{ project: Project; share: FileShare }> {
  const config = {
    SUBSCRIPTION_ID,
    RESOURCE_GROUP_NAME,
    STORAGE_ACCOUNT_NAME,
    FILE_SHARE_NAME,
    ACA_APP_NAME: 'none',
    ACA_APP_ENDPOINT: 'none.localhost',
  };
  const all = { 'infra/inference.config.json': JSON.stringify(config), ...files };
  const project = await tempProject(all, onEnd);
  return { project, share: await sampleShare() };
}
