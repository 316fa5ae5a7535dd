import 'server-only';
import { policyAgainstSharedKeys } from '@/lib/azure/policy-restrictions';
import { allowsSharedKeys, listKeyAccess } from '@/lib/azure/storage-accounts';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, skipped, warning } from '@/lib/provisioning/plan/finding';

/** Whether the account can be opened with its keys: the environment mounts the share with one. */
export async function checkSharedKeys(facts: Facts, signal: AbortSignal): Promise<Finding> {
  const { subscriptionId, resourceGroup } = facts.target;
  const accountName = await facts.nameOf('storageAccountName');
  if (!accountName) return skipped('The template makes no storage account.');
  const allowed = await allowsSharedKeys({ subscriptionId, resourceGroup, accountName }, signal);
  if (allowed === null) return checkNewAccount(facts, accountName, signal);
  if (allowed) return passed(`The storage account ${accountName} can be opened with its keys.`);
  return failed(
    `The storage account ${accountName} does not let itself be opened with its keys, so the app cannot mount the share.`,
    'Allow storage account key access on the account, or name another account.',
  );
}

/** Of an account that is not there yet only policies tell, and what became of its neighbours. */
async function checkNewAccount(
  { target: { subscriptionId, resourceGroup }, location }: Facts,
  accountName: string,
  signal: AbortSignal,
): Promise<Finding> {
  const at = { subscriptionId, resourceGroup, accountName, location: await location() };
  const policy = await policyAgainstSharedKeys(at, signal);
  if (policy) {
    return failed(
      `A policy would have the new storage account ${accountName} take no keys, so that the app could not mount the share: ${policy}.`,
      'Ask whoever keeps the policy for an exemption of the resource group, or name an account that takes keys.',
    );
  }
  const closed = (await listKeyAccess(subscriptionId, resourceGroup, signal)).filter(
    (account) => !account.allowsSharedKeys,
  );
  if (closed.length > 0) {
    return warning(
      `The storage account ${accountName} is new, and in this resource group ${closed.map(({ name }) => name).join(', ')} cannot be opened with keys. A rule that did this would do it to the new one too, and the app could not mount the share.`,
      'Make sure that new accounts of the group take their keys, or name an account that does.',
    );
  }
  return passed(
    `The storage account ${accountName} is new. Nothing is known that would keep it from being opened with its keys.`,
  );
}
