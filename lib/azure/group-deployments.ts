import 'server-only';
import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { type DeploymentAddress, type DeploymentState, deploymentStatus } from '@/lib/azure/deployments';
import { credentialFor } from '@/lib/azure/subscription-credential';

const FORGET_TIMEOUT_MS = 2 * 60_000;
const POLL_INTERVAL_MS = 500;

export type DeploymentSummary = {
  name: string;
  status: DeploymentState['status'];
  /** ISO 8601; when Azure last told something of it. */
  at: string | undefined;
  /** Those that it was submitted with. */
  tags: Record<string, string>;
  correlationId: string | undefined;
};

/** The deployments that a resource group remembers. */
export async function listDeployments(
  subscriptionId: string,
  resourceGroup: string,
  signal?: AbortSignal,
): Promise<DeploymentSummary[]> {
  const found = await listAzure('read the deployments of the resource group', signal, (options) =>
    clientOf(subscriptionId).deployments.listByResourceGroup(resourceGroup, options),
  );
  return found.map(({ name, properties, tags }) => ({
    name: name ?? '',
    status: deploymentStatus(properties?.provisioningState),
    at: properties?.timestamp?.toISOString(),
    tags: tags ?? {},
    correlationId: properties?.correlationId,
  }));
}

/** Has the group forget a deployment that has ended, and returns once Azure has; what it made stays. */
export async function forgetDeployment(at: DeploymentAddress, signal?: AbortSignal): Promise<void> {
  await callAzure(
    'delete the deployment from the history',
    signal,
    (options) =>
      clientOf(at.subscriptionId).deployments.delete(at.resourceGroup, at.name, {
        ...options,
        updateIntervalInMs: POLL_INTERVAL_MS,
      }),
    FORGET_TIMEOUT_MS,
  );
}

function clientOf(subscriptionId: string): DeploymentsClient {
  return new DeploymentsClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
