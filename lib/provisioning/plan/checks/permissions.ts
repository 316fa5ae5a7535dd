import 'server-only';
import { isAllowed, listPermissions } from '@/lib/azure/permissions';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed } from '@/lib/provisioning/plan/finding';

/** What a provision of the template asks Azure to do, in the order in which it is told. */
const NEEDED = [
  'Microsoft.Resources/deployments/write',
  'Microsoft.Resources/deployments/validate/action',
  'Microsoft.Resources/deployments/whatIf/action',
  'Microsoft.Storage/storageAccounts/write',
  'Microsoft.Storage/storageAccounts/listKeys/action',
  'Microsoft.Storage/storageAccounts/fileServices/write',
  'Microsoft.Storage/storageAccounts/fileServices/shares/write',
  'Microsoft.OperationalInsights/workspaces/write',
  'Microsoft.OperationalInsights/workspaces/sharedKeys/action',
  'Microsoft.App/managedEnvironments/write',
  'Microsoft.App/managedEnvironments/join/action',
  'Microsoft.App/managedEnvironments/storages/write',
  'Microsoft.App/containerApps/write',
] as const;

/** Whether the roles of the signed-in identity cover all that a provision does in the group. */
export async function checkPermissions({ group, target }: Facts, signal: AbortSignal): Promise<Finding> {
  await group();
  const permissions = await listPermissions(target.subscriptionId, target.resourceGroup, signal);
  const missing = NEEDED.filter((action) => !isAllowed(permissions, action));
  if (missing.length === 0) {
    return passed(`The signed-in account may do all that a provision does in ${target.resourceGroup}.`);
  }
  return failed(
    `In ${target.resourceGroup} the signed-in account may not do ${missing.join(', ')}.`,
    'Ask an owner for the Contributor role on the resource group, or choose another resource group.',
  );
}
