import 'server-only';
import { isAccountNameFree } from '@/lib/azure/storage-accounts';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, skipped } from '@/lib/provisioning/plan/finding';

const MAX_NAME_LENGTH = 24;
const SUFFIX_LENGTH = 5;

/** Whether a new storage account can have its name: all of Azure shares one list of them. */
export async function checkStorageName(facts: Facts, signal: AbortSignal): Promise<Finding> {
  const [resources, name] = await Promise.all([facts.resources(), facts.nameOf('storageAccountName')]);
  if (!name) return skipped('The template makes no storage account.');
  const exists = resources.some(
    (each) => each.type.toLowerCase() === 'microsoft.storage/storageaccounts' && each.name === name,
  );
  if (exists) return passed(`The storage account ${name} is there and is used again.`);
  const answer = await isAccountNameFree(facts.target.subscriptionId, name, signal);
  if (answer.free) return passed(`The name ${name} is free for a new storage account.`);
  const another = otherName(name);
  return failed(
    `A new storage account cannot be named ${name}. ${answer.reason}`,
    'Choose another name: no two storage accounts in all of Azure share one.',
    [{ type: 'set-parameters', label: `Use ${another}`, values: { storageAccountName: another } }],
  );
}

function otherName(name: string): string {
  const suffix = crypto.randomUUID().replaceAll('-', '').slice(0, SUFFIX_LENGTH);
  return name.slice(0, MAX_NAME_LENGTH - SUFFIX_LENGTH) + suffix;
}
