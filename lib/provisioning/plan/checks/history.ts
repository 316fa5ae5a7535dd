import 'server-only';
import type { DeploymentSummary } from '@/lib/azure/group-deployments';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, warning } from '@/lib/provisioning/plan/finding';
import { dispensable } from '@/lib/provisioning/plan/prune-history';

/** learn.microsoft.com/azure/azure-resource-manager/templates/deployment-quota-exceeded */
const MAX_DEPLOYMENTS = 800;
/** From here on Azure deletes the oldest by itself; where it has not, a lock or a setting forbids it. */
const NEARLY_FULL = 775;

const ASK =
  'Delete old deployments of the resource group in the Azure portal, and look for a lock that keeps Azure from doing so; their resources stay.';
const OFFER = "Let Slipway's own oldest ones be deleted; what they made stays.";

/** Whether the group's history has room for one more deployment. */
export async function checkHistory({ deployments }: Facts): Promise<Finding> {
  return findHistory(await deployments(), Date.now());
}

/** The finding for what the history holds. */
export function findHistory(deployments: readonly DeploymentSummary[], now: number): Finding {
  const message = `The resource group remembers ${deployments.length} of at most ${MAX_DEPLOYMENTS} deployments.`;
  if (deployments.length < NEARLY_FULL) return passed(message);
  const count = dispensable(deployments, now).length;
  const [action, fixes] = count > 0 ? [OFFER, [{ type: 'prune-history', count } as const]] : [ASK, []];
  if (deployments.length < MAX_DEPLOYMENTS) return warning(message, action, fixes);
  return failed(`${message} There is no room for another.`, action, fixes);
}
