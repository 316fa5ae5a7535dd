import 'server-only';
import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { type DeploymentState, deploymentStatus } from '@/lib/azure/deployments';
import { credentialFor } from '@/lib/azure/subscription-credential';

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
  const client = new DeploymentsClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
  const found = await listAzure('read the deployments of the resource group', signal, (options) =>
    client.deployments.listByResourceGroup(resourceGroup, options),
  );
  return found.map(({ name, properties, tags }) => ({
    name: name ?? '',
    status: deploymentStatus(properties?.provisioningState),
    at: properties?.timestamp?.toISOString(),
    tags: tags ?? {},
    correlationId: properties?.correlationId,
  }));
}
