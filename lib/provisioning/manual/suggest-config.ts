import 'server-only';
import { getAppSetup } from '@/lib/azure/app-setup';
import { listFileShares } from '@/lib/azure/group-contents';
import { listResourceGroups } from '@/lib/azure/resource-groups';
import { listResources } from '@/lib/azure/resources';
import { AppError } from '@/lib/core/errors';
import type { ConfigDraft, ConfigSuggestions } from '@/lib/provisioning/manual/config-draft';
import { topLevelTypes } from '@/lib/provisioning/names/name-parameters';

/** Suggestions are a help while typing: what takes longer comes too late. */
const SUGGEST_TIMEOUT_MS = 20_000;

/**
 * What is there for each name that the others lead to: groups of the subscription, accounts and apps of the group, shares of
 * the account, the host of the app. None where Azure has nothing, refuses or takes too long; throws only when `signal` ends it.
 */
export async function suggestConfig(draft: ConfigDraft, signal: AbortSignal): Promise<ConfigSuggestions> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(SUGGEST_TIMEOUT_MS)]);
  const { SUBSCRIPTION_ID: subscriptionId, RESOURCE_GROUP_NAME: resourceGroup } = draft;
  const { STORAGE_ACCOUNT_NAME: accountName, ACA_APP_NAME: appName } = draft;
  const at = { subscriptionId, resourceGroup };
  const read = <T>(needs: string[], work: () => Promise<T[]>) =>
    needs.every((value) => value !== '') ? noneIfRefused(work()) : [];
  const [groups, resources, shares, hosts] = await Promise.all([
    read([subscriptionId], () => listResourceGroups(subscriptionId, bounded)),
    read([subscriptionId, resourceGroup], () => listResources(subscriptionId, resourceGroup, bounded)),
    read([subscriptionId, resourceGroup, accountName], () => listFileShares(at, accountName, bounded)),
    read([subscriptionId, resourceGroup, appName], async () => [
      (await getAppSetup({ ...at, appName }, bounded)).host ?? [],
    ]),
  ]);
  signal.throwIfAborted();
  const ofType = (wanted: string) =>
    resources.filter(({ type }) => type.toLowerCase() === wanted).map(({ name }) => name);
  return {
    RESOURCE_GROUP_NAME: groups.map(({ name }) => name),
    STORAGE_ACCOUNT_NAME: ofType(topLevelTypes.storageAccountName),
    FILE_SHARE_NAME: shares,
    ACA_APP_NAME: ofType(topLevelTypes.acaAppName),
    ACA_APP_ENDPOINT: hosts.flat(),
  };
}

async function noneIfRefused<T>(reading: Promise<T[]>): Promise<T[]> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
