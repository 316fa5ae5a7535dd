import 'server-only';
import { type StorageAccount, StorageManagementClient } from '@azure/arm-storage';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { isMissing } from '@/lib/azure/missing';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

const ACCOUNT_TYPE = 'Microsoft.Storage/storageAccounts';

export type AccountAddress = { subscriptionId: string; resourceGroup: string; accountName: string };

/** Where an account's files are, and whether its keys open them. */
export type FileService = { accountName: string; fileEndpoint: string; allowsSharedKeys: boolean };

/** The file service of a storage account; AppError `storage_account_without_files`. */
export async function getFileService(at: AccountAddress, signal?: AbortSignal): Promise<FileService> {
  const account = await readAccount(at, signal);
  const fileEndpoint = account.primaryEndpoints?.file;
  if (!fileEndpoint) throw withoutFiles(at);
  return { accountName: at.accountName, fileEndpoint, allowsSharedKeys: takesKeys(account) };
}

/** A key of the account. It opens everything in it: it stays inside `lib/azure`. */
export async function getAccountKey(at: AccountAddress, signal?: AbortSignal): Promise<string> {
  const { keys } = await callAzure('read the keys of the storage account', signal, (options) =>
    clientOf(at.subscriptionId).storageAccounts.listKeys(at.resourceGroup, at.accountName, options),
  );
  const key = keys?.find(({ value }) => value)?.value;
  if (!key) throw withoutFiles(at);
  return key;
}

function withoutFiles({ accountName }: AccountAddress): AppError {
  return new AppError('conflict', {
    code: 'storage_account_without_files',
    message: `The storage account ${accountName} has no file service that Slipway can open.`,
    action: 'Name another storage account in the parameters, then provision again.',
    target: 'storageAccountName',
  });
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
export async function allowsSharedKeys(at: AccountAddress, signal?: AbortSignal): Promise<boolean | null> {
  try {
    return takesKeys(await readAccount(at, signal));
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
  return found.map((account) => ({ name: account.name ?? '', allowsSharedKeys: takesKeys(account) }));
}

function readAccount({ subscriptionId, resourceGroup, accountName }: AccountAddress, signal?: AbortSignal) {
  return callAzure('read the storage account', signal, (options) =>
    clientOf(subscriptionId).storageAccounts.getProperties(resourceGroup, accountName, options),
  );
}

/** Azure leaves it out where nobody has decided; then keys are good. */
function takesKeys({ allowSharedKeyAccess }: StorageAccount): boolean {
  return allowSharedKeyAccess ?? true;
}

function clientOf(subscriptionId: string): StorageManagementClient {
  return new StorageManagementClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
