import {
  FileSystemAttributes,
  ShareServiceClient,
  StorageSharedKeyCredential,
} from '@azure/storage-file-share';
import { callAzure } from '@/lib/azure/call';
import { openFileShare } from '@/lib/azure/file-share';
import { getAccountKey, getFileService } from '@/lib/azure/storage-accounts';
import { sample } from '../local-azure';
import { account, arm, deploy, type Provocation, TUNED_ACCOUNT, TUNED_SHARE } from './deploy';

/** A file service spoken to without retries: what it refuses once is what the test is about. */
async function files(accountName: string) {
  const at = { ...sample, accountName };
  const { fileEndpoint } = await getFileService(at);
  const credential = new StorageSharedKeyCredential(accountName, await getAccountKey(at));
  return new ShareServiceClient(fileEndpoint, credential, { retryOptions: { maxTries: 1 } });
}

async function share(name: string, accountName = TUNED_ACCOUNT) {
  return (await files(accountName)).getShareClient(name);
}

/** What the file service of the local Azure refuses. */
export const provokedByFiles: Readonly<Record<string, Provocation>> = {
  ShareNotFound: async () => {
    const missing = await share('missing');
    await callAzure('write', undefined, (options) => missing.createDirectory('a', options));
  },
  ParentNotFound: async () => {
    const tuned = await share(TUNED_SHARE);
    await callAzure('write', undefined, (options) => tuned.createDirectory('no/where', options));
  },
  ResourceTypeMismatch: async () => {
    const tuned = await share(TUNED_SHARE);
    await tuned.createFile('a-file', 1);
    await callAzure('make', undefined, (options) => tuned.createDirectory('a-file', options));
  },
  ResourceAlreadyExists: async () => {
    const tuned = await share(TUNED_SHARE);
    await tuned.createDirectory('twice');
    await callAzure('make', undefined, (options) => tuned.createDirectory('twice', options));
  },
  DirectoryNotEmpty: async () => {
    const tuned = await share(TUNED_SHARE);
    const { directoryClient } = await tuned.createDirectory('full');
    await directoryClient.createFile('a', 1);
    await callAzure('remove', undefined, (options) => tuned.deleteDirectory('full', options));
  },
  ReadOnlyAttribute: async () => {
    const tuned = await share(TUNED_SHARE);
    const fileAttributes = new FileSystemAttributes();
    fileAttributes.readonly = true;
    const { fileClient } = await tuned.createFile('fixed', 1, { fileAttributes });
    await callAzure('write', undefined, (options) => fileClient.uploadRange('a', 0, 1, options));
  },
  OutOfRangeInput: async () => {
    const tuned = await share(TUNED_SHARE);
    await callAzure('make', undefined, (options) => tuned.createDirectory('x'.repeat(300), options));
  },
  ShareSizeLimitReached: async () => {
    const full = await share('fault-disk-full');
    await full.create();
    const file = full.rootDirectoryClient.getFileClient('a');
    await callAzure('write', undefined, (options) => file.uploadData(Buffer.from('text'), options));
  },
  KeyBasedAuthenticationNotPermitted: async (azure) => {
    await arm(azure, 'keys-forbidden', 'forbidden1');
    await deploy(account('forbidden1')).catch(() => undefined);
    const shut = await share('any', 'forbidden1');
    await callAzure('read', undefined, (options) => shut.create(options));
  },
  AuthorizationPermissionMismatch: async (azure) => {
    await arm(azure, 'keys-forbidden', 'roleless1');
    await arm(azure, 'no-data-role', 'roleless1');
    await deploy(account('roleless1')).catch(() => undefined);
    const shut = await openFileShare({ ...sample, accountName: 'roleless1', shareName: 'any' });
    await shut.makeDirectory('a');
  },
  AuthenticationFailed: async () => {
    const { url } = await files(TUNED_ACCOUNT);
    const wrong = new StorageSharedKeyCredential(TUNED_ACCOUNT, Buffer.from('wrong').toString('base64'));
    const client = new ShareServiceClient(url, wrong).getShareClient(TUNED_SHARE);
    await callAzure('read', undefined, (options) => client.createDirectory('a', options));
  },
  ServerBusy: async (azure) => {
    await arm(azure, 'throttled', 'busy-share');
    const busy = await share('busy-share');
    await callAzure('make', undefined, (options) => busy.create(options));
  },
};
