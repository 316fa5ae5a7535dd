/** Where a provision goes. */
export type Target = { tenantId?: string; subscriptionId: string; resourceGroup: string };

type Listed = { id: string };
type Tenant = { id: string; signIn: { state: string } };
type Subscription = { id: string; tenantId: string };

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const RESOURCE_ID = /^\/?subscriptions\/([0-9a-f-]{36})(?:\/resourceGroups\/([^/\s]+))?(?:\/|$)/i;

/**
 * The tenant of a choice: the chosen one, else that of the chosen subscription once it is `found`. Null for a subscription that
 * is not to be found; a tenant to begin with, one that can be signed in to, counts only then and when nothing is chosen.
 */
export function tenantOf(
  chosen: Partial<Target>,
  tenants: Tenant[] | undefined,
  found: Subscription | null | undefined,
): string | undefined {
  const { tenantId, subscriptionId } = chosen;
  if (tenantId) return tenantId;
  if (subscriptionId && found !== null) return found?.tenantId;
  const usable = tenants?.find(({ signIn }) => signIn.state !== 'refused');
  return (usable ?? tenants?.[0])?.id;
}

/** The target that a choice makes: none while its subscription is not among those of its tenant. */
export function targetOf(chosen: Partial<Target>, subscriptions: Listed[] | undefined): Target | undefined {
  const { tenantId, subscriptionId, resourceGroup } = chosen;
  if (!subscriptionId || !resourceGroup) return undefined;
  if (!subscriptions?.some(({ id }) => id === subscriptionId)) return undefined;
  return { tenantId, subscriptionId, resourceGroup };
}

/** The tenant that a project's file names, where it names it for this very subscription. */
export function tenantFromFile(
  file: { TENANT_ID?: string; SUBSCRIPTION_ID: string } | null,
  subscriptionId: string | undefined,
): string | undefined {
  return file?.SUBSCRIPTION_ID === subscriptionId ? file?.TENANT_ID : undefined;
}

/**
 * What a pasted text chooses: the id of anything in a subscription names that and its group, a bare id is a tenant's if it is
 * that of a listed one, else a subscription's. Undefined for any other text.
 */
export function chosenByText(text: string, tenants: Listed[] | undefined): Partial<Target> | undefined {
  const trimmed = text.trim();
  const [, subscriptionId, resourceGroup] = RESOURCE_ID.exec(trimmed) ?? [];
  if (subscriptionId && GUID.test(subscriptionId)) {
    return { subscriptionId: subscriptionId.toLowerCase(), ...(resourceGroup && { resourceGroup }) };
  }
  if (!GUID.test(trimmed)) return undefined;
  const id = trimmed.toLowerCase();
  return tenants?.some((tenant) => tenant.id === id) ? { tenantId: id } : { subscriptionId: id };
}
