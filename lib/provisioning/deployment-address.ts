import 'server-only';
import type { DeploymentAddress } from '@/lib/azure/deployments';
import { rememberTenant } from '@/lib/azure/known-tenants';
import type { ProvisionInput } from '@/lib/provisioning/input';

/**
 * Where a run's deployment is. Its name comes from the run, so that after a crash the run finds the one that it has started;
 * and any step may be the first of a new process, which has not learnt the tenant yet.
 */
export function deploymentOf(runId: string, input: ProvisionInput): DeploymentAddress {
  const { subscriptionId, resourceGroup, tenantId } = input;
  if (tenantId) rememberTenant(subscriptionId, tenantId);
  return { subscriptionId, resourceGroup, name: `slipway-${runId}` };
}

/** The deployment's own id in Azure. */
export function deploymentId({ subscriptionId, resourceGroup, name }: DeploymentAddress): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Resources/deployments/${name}`;
}
