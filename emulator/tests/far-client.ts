import { ResourceManagementClient } from '@azure/arm-resources';
import { StorageManagementClient } from '@azure/arm-storage';
import { DefaultAzureCredential } from '@azure/identity';
import { ShareClient, StorageSharedKeyCredential } from '@azure/storage-file-share';

// A program as anybody writes one for the public cloud: whatever it knows of where that is stands in its environment.
const [subscription = ''] = process.argv.slice(2);
const credential = new DefaultAzureCredential();
const resources = new ResourceManagementClient(credential, subscription);
const storage = new StorageManagementClient(credential, subscription);

const { id } = await resources.resourceGroups.createOrUpdate('rg-far', { location: 'eastus' });
const account = await storage.storageAccounts.create('rg-far', 'faraccount', {
  location: 'eastus',
  kind: 'StorageV2',
  sku: { name: 'Standard_LRS' },
});
const endpoint = account.primaryEndpoints?.file;
await storage.fileShares.create('rg-far', 'faraccount', 'share', {});
const { keys = [] } = await storage.storageAccounts.listKeys('rg-far', 'faraccount');
const key = new StorageSharedKeyCredential('faraccount', keys[0]?.value ?? '');
const byKey = new ShareClient(`${endpoint}share`, key);
await byKey.rootDirectoryClient.getFileClient('hello.txt').uploadData(Buffer.from('from afar'));
const byToken = new ShareClient(`${endpoint}share`, credential, { fileRequestIntent: 'backup' });
const text = await byToken.rootDirectoryClient.getFileClient('hello.txt').downloadToBuffer();
process.stdout.write(JSON.stringify({ id, endpoint, text: text.toString() }));
