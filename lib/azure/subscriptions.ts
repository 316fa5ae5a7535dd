import 'server-only';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions, getCredential } from '@/lib/azure/cloud';
import { rememberTenant } from '@/lib/azure/known-tenants';
import { credentialFor } from '@/lib/azure/subscription-credential';

export type Subscription = { id: string; name: string; tenantId: string };

/** One subscription by its id, whichever tenant it is in; AppError `SubscriptionNotFound` when nobody may see it. */
export async function getSubscription(subscriptionId: string, signal?: AbortSignal): Promise<Subscription> {
  const client = new SubscriptionClient(credentialFor(subscriptionId), armClientOptions());
  const { displayName, tenantId } = await callAzure('read the subscription', signal, (options) =>
    client.subscriptions.get(subscriptionId, options),
  );
  if (tenantId) rememberTenant(subscriptionId, tenantId);
  return { id: subscriptionId, name: displayName || subscriptionId, tenantId: tenantId ?? '' };
}

/** The subscriptions that can be used, of one tenant if named, by name. */
export async function listSubscriptions(tenantId?: string, signal?: AbortSignal): Promise<Subscription[]> {
  const client = new SubscriptionClient(getCredential(tenantId), armClientOptions());
  const found = await listAzure('list subscriptions', signal, (options) =>
    client.subscriptions.list(options),
  );
  const usable = found.flatMap((subscription) => {
    const { subscriptionId, displayName, state } = subscription;
    const home = subscription.tenantId ?? tenantId;
    if (!subscriptionId || !home || state === 'Deleted' || (tenantId && home !== tenantId)) return [];
    return [{ id: subscriptionId, name: displayName || subscriptionId, tenantId: home }];
  });
  for (const subscription of usable) rememberTenant(subscription.id, subscription.tenantId);
  return usable.sort((a, b) => a.name.localeCompare(b.name));
}
