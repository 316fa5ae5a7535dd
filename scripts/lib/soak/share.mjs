import { ShareClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { clientsOf } from '../../../emulator/tests/start-emulator.ts';
import { hashOf } from './tree.mjs';

/**
 * The hash of each file of a share, by its path, as the official client downloads it.
 * @param {string} azureUrl @param {Record<string, string>} config of the project
 */
export async function hashShare(azureUrl, config) {
  const account = config.STORAGE_ACCOUNT_NAME ?? '';
  const { storage } = clientsOf(() => azureUrl, config.SUBSCRIPTION_ID);
  const { keys } = await storage.storageAccounts.listKeys(config.RESOURCE_GROUP_NAME ?? '', account);
  const credential = new StorageSharedKeyCredential(account, keys?.[0]?.value ?? '');
  const share = new ShareClient(`${azureUrl}/${account}/${config.FILE_SHARE_NAME}`, credential);
  /** @type {Record<string, string>} */
  const hashes = {};
  const folders = [''];
  for (const folder of folders) {
    const directory = folder === '' ? share.rootDirectoryClient : share.getDirectoryClient(folder);
    for await (const { kind, name } of directory.listFilesAndDirectories()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory') folders.push(path);
      else hashes[path] = await hashFile(directory.getFileClient(name));
    }
  }
  return hashes;
}

/** @param {import('@azure/storage-file-share').ShareFileClient} file */
async function hashFile(file) {
  const { contentLength = 0 } = await file.getProperties();
  return hashOf(contentLength === 0 ? Buffer.alloc(0) : await file.downloadToBuffer(0, contentLength));
}
