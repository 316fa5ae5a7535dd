import 'server-only';
import { StorageManagementClient } from '@azure/arm-storage';
import { callAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

/** How to reach an account's files. `key` opens everything in it: it stays inside `lib/azure`. */
export type FileAccess = { accountName: string; fileEndpoint: string; key: string };

/** Address and key of a storage account's file service. */
export async function getFileAccess(
  at: { subscriptionId: string; resourceGroup: string; accountName: string },
  signal?: AbortSignal,
): Promise<FileAccess> {
  const client = new StorageManagementClient(
    credentialFor(at.subscriptionId),
    at.subscriptionId,
    armClientOptions(),
  );
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
