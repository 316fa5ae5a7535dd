import 'server-only';
import { singleton } from '@/lib/core/singleton';

/** Someone who works with more subscriptions than this merely asks again where they belong. */
const MAX_REMEMBERED = 1_000;

/** A token is valid in one tenant: notes which one a subscription belongs to, from whoever learnt it. */
export function rememberTenant(subscriptionId: string, tenantId: string): void {
  const tenants = tenantBySubscription();
  if (tenants.size >= MAX_REMEMBERED) tenants.clear();
  tenants.set(subscriptionId.toLowerCase(), tenantId);
}

/** The tenant of a subscription, where it is known. */
export function knownTenant(subscriptionId: string): string | undefined {
  return tenantBySubscription().get(subscriptionId.toLowerCase());
}

function tenantBySubscription(): Map<string, string> {
  return singleton('azure.tenant-by-subscription', () => new Map<string, string>());
}
