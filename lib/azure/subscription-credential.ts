import 'server-only';
import type { TokenCredential } from '@azure/identity';
import { getCredential } from '@/lib/azure/cloud';
import { singleton } from '@/lib/core/singleton';

/** Someone who works with more subscriptions than this merely signs in to the default tenant again. */
const MAX_REMEMBERED = 1_000;

/** A token is valid in one tenant: notes which one a subscription belongs to, from whoever learnt it. */
export function rememberTenant(subscriptionId: string, tenantId: string): void {
  const tenants = tenantBySubscription();
  if (tenants.size >= MAX_REMEMBERED) tenants.clear();
  tenants.set(subscriptionId.toLowerCase(), tenantId);
}

/** The identity to use for a subscription: in its own tenant where that is known. */
export function credentialFor(subscriptionId: string): TokenCredential {
  return getCredential(tenantBySubscription().get(subscriptionId.toLowerCase()));
}

function tenantBySubscription(): Map<string, string> {
  return singleton('azure.tenant-by-subscription', () => new Map<string, string>());
}
