import 'server-only';
import { allowsSharedKeys } from '@/lib/azure/storage-accounts';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, skipped } from '@/lib/provisioning/plan/finding';

/** Whether the account can be opened with its keys: the environment mounts the share with one. */
export async function checkSharedKeys(facts: Facts, signal: AbortSignal): Promise<Finding> {
  const { subscriptionId, resourceGroup } = facts.target;
  const accountName = await facts.nameOf('storageAccountName');
  if (!accountName) return skipped('The template makes no storage account.');
  const allowed = await allowsSharedKeys({ subscriptionId, resourceGroup, accountName }, signal);
  if (allowed === null) return passed(`The storage account ${accountName} is new and will take its keys.`);
  if (allowed) return passed(`The storage account ${accountName} can be opened with its keys.`);
  return failed(
    `The storage account ${accountName} does not let itself be opened with its keys, so the app cannot mount the share.`,
    'Allow storage account key access on the account, or name another account.',
  );
}
