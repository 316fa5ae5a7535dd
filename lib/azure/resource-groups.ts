import 'server-only';
import { ResourceManagementClient } from '@azure/arm-resources';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

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

/**
 * Makes a resource group that is not there yet. AppError `resource_group_exists` when it is: the request would succeed, and
 * overwrite its tags.
 */
export async function createResourceGroup(
  subscriptionId: string,
  { name, location, tags }: ResourceGroup & { tags: Record<string, string> },
  signal?: AbortSignal,
): Promise<ResourceGroup & { id: string }> {
  const { resourceGroups } = clientOf(subscriptionId);
  const doing = 'create the resource group';
  const { body } = await callAzure(doing, signal, (options) => resourceGroups.checkExistence(name, options));
  if (body) {
    throw new AppError('conflict', {
      code: 'resource_group_exists',
      message: `There is a resource group named ${name} in this subscription already.`,
      action: 'Choose it from the list, or enter another name.',
      target: 'resourceGroup',
    });
  }
  const made = await callAzure(doing, signal, (options) =>
    resourceGroups.createOrUpdate(name, { location, tags }, options),
  );
  const id = made.id ?? `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
  return { id, name: made.name ?? name, location: made.location };
}

function clientOf(subscriptionId: string): ResourceManagementClient {
  return new ResourceManagementClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
