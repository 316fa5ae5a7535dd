import 'server-only';
import { ContainerAppsAPIClient, type Usage } from '@azure/arm-appcontainers';
import { listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';

/** What of a quota is used. `name` is the quota's own, such as `SubscriptionNCA100Gpus`. */
export type QuotaUsage = { name: string; title: string; used: number; limit: number };

/** The quotas of Container Apps that a subscription has in a region. */
export async function listRegionUsages(
  subscriptionId: string,
  location: string,
  signal?: AbortSignal,
): Promise<QuotaUsage[]> {
  const found = await listAzure(`read the quotas of ${location}`, signal, (options) =>
    clientOf(subscriptionId).usages.list(location, options),
  );
  return found.flatMap(toUsage);
}

/** The quotas of one managed environment: serverless GPUs count here. */
export async function listEnvironmentUsages(
  at: { subscriptionId: string; resourceGroup: string; environmentName: string },
  signal?: AbortSignal,
): Promise<QuotaUsage[]> {
  const found = await listAzure(
    `read the quotas of the environment ${at.environmentName}`,
    signal,
    (options) =>
      clientOf(at.subscriptionId).managedEnvironmentUsages.list(
        at.resourceGroup,
        at.environmentName,
        options,
      ),
  );
  return found.flatMap(toUsage);
}

function toUsage({ name, currentValue, limit }: Usage): QuotaUsage[] {
  if (!name.value) return [];
  return [{ name: name.value, title: name.localizedValue ?? name.value, used: currentValue ?? 0, limit }];
}

function clientOf(subscriptionId: string): ContainerAppsAPIClient {
  return new ContainerAppsAPIClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
