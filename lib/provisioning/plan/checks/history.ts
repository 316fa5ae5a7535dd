import 'server-only';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, warning } from '@/lib/provisioning/plan/finding';

/** learn.microsoft.com/azure/azure-resource-manager/templates/deployment-quota-exceeded */
const MAX_DEPLOYMENTS = 800;
const NEARLY_FULL = 700;

const ACTION = 'Delete old deployments of the resource group in the Azure portal; their resources stay.';

/** Whether the group's history has room for one more deployment. */
export async function checkHistory({ deployments }: Facts): Promise<Finding> {
  return findHistory((await deployments()).length);
}

/** The finding for that many deployments in the history. */
export function findHistory(count: number): Finding {
  const message = `The resource group remembers ${count} of at most ${MAX_DEPLOYMENTS} deployments.`;
  if (count >= MAX_DEPLOYMENTS) return failed(`${message} There is no room for another.`, ACTION);
  return count >= NEARLY_FULL ? warning(message, ACTION) : passed(message);
}
