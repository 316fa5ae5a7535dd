/** Where a provision goes. */
export type Target = { tenantId?: string; subscriptionId: string; resourceGroup: string };

type Listed = { id: string };
type Subscription = { id: string; tenantId: string };

/**
 * The tenant of a choice: the chosen one, else the one that `everywhere`, the subscriptions of every tenant, names for the
 * chosen subscription. The first tenant counts only when nothing is chosen, or when the subscription is not to be found.
 */
export function tenantOf(
  chosen: Partial<Target>,
  tenants: Listed[] | undefined,
  everywhere: Subscription[] | undefined,
): string | undefined {
  const { tenantId, subscriptionId } = chosen;
  if (tenantId) return tenantId;
  if (subscriptionId && !everywhere) return undefined;
  return everywhere?.find(({ id }) => id === subscriptionId)?.tenantId ?? tenants?.[0]?.id;
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
