import 'server-only';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { listAzure } from '@/lib/azure/call';
import { armClientOptions, getCredential } from '@/lib/azure/cloud';

/** The tenants that the signed-in identity belongs to, by name. */
export async function listTenants(signal?: AbortSignal): Promise<{ id: string; name: string }[]> {
  const client = new SubscriptionClient(getCredential(), armClientOptions());
  const tenants = await listAzure('list tenants', signal, (options) => client.tenants.list(options));
  return tenants
    .flatMap(({ tenantId, displayName, defaultDomain }) =>
      tenantId ? [{ id: tenantId, name: displayName || defaultDomain || tenantId }] : [],
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}
