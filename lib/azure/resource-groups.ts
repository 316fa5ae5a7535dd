import 'server-only';
import { ResourceManagementClient } from '@azure/arm-resources';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';

export type ResourceGroup = { name: string; location: string };

/** The resource groups of a subscription, by name. */
export async function listResourceGroups(
  subscriptionId: string,
  signal?: AbortSignal,
): Promise<ResourceGroup[]> {
  const found = await listAzure('list resource groups', signal, (options) =>
    clientOf(subscriptionId).resourceGroups.list(options),
  );
  return found
    .flatMap(({ name, location }) => (name ? [{ name, location }] : []))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** One resource group; AppError `ResourceGroupNotFound` when it is not there. */
export async function getResourceGroup(
  subscriptionId: string,
  resourceGroup: string,
  signal?: AbortSignal,
): Promise<ResourceGroup> {
  const found = await callAzure('read the resource group', signal, (options) =>
    clientOf(subscriptionId).resourceGroups.get(resourceGroup, options),
  );
  return { name: found.name ?? resourceGroup, location: found.location };
}

function clientOf(subscriptionId: string): ResourceManagementClient {
  return new ResourceManagementClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
