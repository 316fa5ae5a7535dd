import 'server-only';
import { ResourceManagementClient } from '@azure/arm-resources';
import { listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';

export type Resource = {
  id: string;
  name: string;
  type: string;
  location: string;
  /** As Azure has it: `Succeeded`, `Deleting`, `Failed`, … */
  state: string;
  /** Id of another resource that it belongs to, and that changes it by itself. */
  managedBy?: string;
};

/** What a resource group holds (top-level resources only, as Azure lists them), by type and name. */
export async function listResources(
  subscriptionId: string,
  resourceGroup: string,
  signal?: AbortSignal,
): Promise<Resource[]> {
  const found = await listGroup(subscriptionId, resourceGroup, signal);
  return found
    .flatMap(({ id, name, type, location = '', provisioningState: state = 'Succeeded', managedBy }) =>
      id && name && type ? [{ id, name, type, location, state, ...(managedBy && { managedBy }) }] : [],
    )
    .sort((a, b) => a.type.localeCompare(b.type) || a.name.localeCompare(b.name));
}

/** The tags of each resource of a group, by `type/name` in lower case; a resource without tags has none, but is there. */
export async function listTags(
  { subscriptionId, resourceGroup }: { subscriptionId: string; resourceGroup: string },
  signal?: AbortSignal,
): Promise<Map<string, Record<string, string>>> {
  const found = await listGroup(subscriptionId, resourceGroup, signal);
  return new Map(found.map(({ type, name, tags }) => [`${type}/${name}`.toLowerCase(), tags ?? {}]));
}

function listGroup(subscriptionId: string, resourceGroup: string, signal?: AbortSignal) {
  const client = new ResourceManagementClient(
    credentialFor(subscriptionId),
    subscriptionId,
    armClientOptions(),
  );
  return listAzure('list resources', signal, (options) =>
    client.resources.listByResourceGroup(resourceGroup, { ...options, expand: 'provisioningState' }),
  );
}
