import 'server-only';
import { endpointUrl } from '@/lib/azure/cloud';
import type { AppAddress } from '@/lib/azure/container-apps';
import { appFetch } from '@/lib/azure/endpoint-key';
import type { ShareAddress } from '@/lib/azure/file-share';
import { rememberTenant } from '@/lib/azure/known-tenants';
import { readFinetuningConfig } from '@/lib/config/finetuning-config';
import { readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import type { GradioServer } from '@/lib/gradio/server';

/** Where a project deploys to: its app, the share that the app mounts, and the app's endpoint. */
export type DeployTarget = { app: AppAddress; share: ShareAddress; server: GradioServer };

/** Reads the target from the project's config; AppError `not_provisioned` when there is none yet. */
export async function readTarget(project: Project): Promise<DeployTarget> {
  const config = await readInferenceConfig(project);
  if (!config) {
    throw new AppError('conflict', {
      code: 'not_provisioned',
      message: 'There is nothing to deploy to: this project has not been provisioned.',
      action: 'Provision first.',
      target: 'infra/inference.config.json',
    });
  }
  const tuned = await readFinetuningConfig(project);
  const subscriptionId = config.SUBSCRIPTION_ID;
  if (tuned?.TENANT_ID && tuned.SUBSCRIPTION_ID === subscriptionId) {
    rememberTenant(subscriptionId, tuned.TENANT_ID);
  }
  const at = { subscriptionId, resourceGroup: config.RESOURCE_GROUP_NAME };
  const app = { ...at, appName: config.ACA_APP_NAME };
  return {
    app,
    share: { ...at, accountName: config.STORAGE_ACCOUNT_NAME, shareName: config.FILE_SHARE_NAME },
    server: { baseUrl: endpointUrl(config.ACA_APP_ENDPOINT), fetch: appFetch(app) },
  };
}
