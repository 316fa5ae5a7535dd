import 'server-only';
import type { ShareFiles } from '@/lib/azure/share-contract';
import { openShareDoor } from '@/lib/azure/share-door';
import { shareFilesOf } from '@/lib/azure/share-files';
import type { AccountAddress } from '@/lib/azure/storage-accounts';

export type ShareAddress = AccountAddress & { shareName: string };

export type FileShare = ShareFiles;

/** Opens a share with a token where that is let in, and with the account's key else, which never leaves `lib/azure`. */
export async function openFileShare(at: ShareAddress, signal?: AbortSignal): Promise<FileShare> {
  return shareFilesOf(await openShareDoor(at, signal));
}
