import 'server-only';
import { StorageManagementClient } from '@azure/arm-storage';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { isMissing } from '@/lib/azure/missing';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

const ACCOUNT_TYPE = 'Microsoft.Storage/storageAccounts';

/** How to reach an account's files. `key` opens everything in it: it stays inside `lib/azure`. */
export type FileAccess = { accountName: string; fileEndpoint: string; key: string };

/** Address and key of a storage account's file service. */
export async function getFileAccess(
  at: { subscriptionId: string; resourceGroup: string; accountName: string },
  signal?: AbortSignal,
): Promise<FileAccess> {
  const client = clientOf(at.subscriptionId);
  const [account, { keys }] = await Promise.all([
    callAzure('read the storage account', signal, (options) =>
      client.storageAccounts.getProperties(at.resourceGroup, at.accountName, options),
    ),
    callAzure('read the keys of the storage account', signal, (options) =>
      client.storageAccounts.listKeys(at.resourceGroup, at.accountName, options),
    ),
  ]);
  const fileEndpoint = account.primaryEndpoints?.file;
  const key = keys?.find(({ value }) => value)?.value;
  if (!fileEndpoint || !key) {
    throw new AppError('conflict', {
      code: 'storage_account_without_files',
      message: `The storage account ${at.accountName} has no file service that Slipway can open with a key.`,
      action: 'Name another storage account in the parameters, then provision again.',
      target: 'storageAccountName',
    });
  }
  return { accountName: at.accountName, fileEndpoint, key };
}

/** Whether a new account could have that name, which nobody else in the cloud may have; else why not. */
export async function isAccountNameFree(
  subscriptionId: string,
  name: string,
  signal?: AbortSignal,
): Promise<{ free: boolean; reason: string }> {
  const answer = await callAzure('ask whether the name is free', signal, (options) =>
    clientOf(subscriptionId).storageAccounts.checkNameAvailability({ name, type: ACCOUNT_TYPE }, options),
  );
  return { free: answer.nameAvailable ?? true, reason: answer.message ?? '' };
}

/** Whether an account can be opened with its keys; null when there is no such account. */
export async function allowsSharedKeys(
  at: { subscriptionId: string; resourceGroup: string; accountName: string },
  signal?: AbortSignal,
): Promise<boolean | null> {
  try {
    const account = await callAzure('read the storage account', signal, (options) =>
      clientOf(at.subscriptionId).storageAccounts.getProperties(at.resourceGroup, at.accountName, options),
    );
    // Azure leaves it out where nobody has decided; then keys are good.
    return account.allowSharedKeyAccess ?? true;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The accounts of a resource group, as far as keys open them. */
export async function listKeyAccess(
  subscriptionId: string,
  resourceGroup: string,
  signal?: AbortSignal,
): Promise<{ name: string; allowsSharedKeys: boolean }[]> {
  const found = await listAzure('list the storage accounts of the resource group', signal, (options) =>
    clientOf(subscriptionId).storageAccounts.listByResourceGroup(resourceGroup, options),
  );
  return found.map(({ name = '', allowSharedKeyAccess = true }) => ({
    name,
    allowsSharedKeys: allowSharedKeyAccess,
  }));
}

function clientOf(subscriptionId: string): StorageManagementClient {
  return new StorageManagementClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
