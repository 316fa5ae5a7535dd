import 'server-only';
import { type DeploymentSummary, forgetDeployment, listDeployments } from '@/lib/azure/group-deployments';
import { rememberTenant } from '@/lib/azure/known-tenants';
import { settleLimited } from '@/lib/core/settle-limited';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { makerOf } from '@/lib/provisioning/own-tags';

/** Enough for a long while; Azure takes a second or so for each. */
const MAX_FORGOTTEN = 100;
const AT_ONCE = 4;
/** A run that has just ended may still read what its deployment put out. */
const YOUNG_MS = 24 * 60 * 60_000;

/** Names of deployments that Slipway has submitted and nobody needs any more, the oldest first. */
export function dispensable(deployments: readonly DeploymentSummary[], now: number): string[] {
  return deployments
    .filter(({ status, tags, at }) => {
      const ended = status !== 'running' && at !== undefined && now - Date.parse(at) > YOUNG_MS;
      return ended && makerOf(tags) !== undefined;
    })
    .toSorted((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''))
    .slice(0, MAX_FORGOTTEN)
    .map(({ name }) => name);
}

/**
 * Has a resource group forget Slipway's oldest deployments, and tells how many are gone. What they made stays. Throws Azure's
 * reason where it lets none go, as with a lock.
 */
export async function pruneHistory(
  { tenantId, ...target }: ProvisionTarget,
  signal?: AbortSignal,
): Promise<number> {
  if (tenantId) rememberTenant(target.subscriptionId, tenantId);
  const deployments = await listDeployments(target.subscriptionId, target.resourceGroup, signal);
  const forgotten = await settleLimited(dispensable(deployments, Date.now()), AT_ONCE, (name) =>
    forgetDeployment({ ...target, name }, signal),
  );
  signal?.throwIfAborted();
  const gone = forgotten.filter(({ status }) => status === 'fulfilled').length;
  const refused = forgotten.find((each) => each.status === 'rejected');
  if (gone === 0 && refused) throw refused.reason;
  return gone;
}
