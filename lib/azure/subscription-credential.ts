import 'server-only';
import type { TokenCredential } from '@azure/identity';
import { getCredential } from '@/lib/azure/cloud';
import { knownTenant } from '@/lib/azure/known-tenants';

/** The identity to use for a subscription: in its own tenant where that is known. */
export function credentialFor(subscriptionId: string): TokenCredential {
  return getCredential(knownTenant(subscriptionId));
}
