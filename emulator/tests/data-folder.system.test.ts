import { mkdtempSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { openState } from '../state/state.ts';
import { eventually } from './container-app-fixture.ts';
import { clientsOf, GROUP, QUICK } from './start-emulator.ts';

let folder: string;
let dataDir: string;
let running: Emulator;
const clients = clientsOf(() => running.url);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'local-azure-'));
  dataDir = join(folder, 'data');
  running = await open(dataDir);
  await clients.resources.resourceGroups.createOrUpdate(GROUP, { location: 'eastus' });
});
afterEach(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

function open(at: string): Promise<Emulator> {
  return createEmulator({ dataDir: at, imagesDir: join(folder, 'images'), port: 0, pace: 0 });
}

test('the same folder is known under a link and a relative path', async () => {
  symlinkSync(dataDir, join(folder, 'link'));
  await expect(open(join(folder, 'link'))).rejects.toThrow(/is in use by another local Azure/);
  await expect(open(relative(process.cwd(), dataDir))).rejects.toThrow(/is in use by another local Azure/);
});

test('a data folder that is none is named, with what is wrong', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(open(file)).rejects.toThrow(
    new RegExp(
      `^The data folder ${file} cannot be written \\(EEXIST: .*choose another folder with --data\\.$`,
    ),
  );
});

test('a damaged document is named, and once it is gone the folder opens again', async () => {
  await running.close();
  const groups = join(dataDir, 'state/resource-groups');
  const file = join(groups, readdirSync(groups)[0] ?? '');
  truncateSync(file, 20);
  await expect(open(dataDir)).rejects.toThrow(`The document ${file} cannot be read (it is no JSON).`);
  rmSync(file);
  running = await open(dataDir);
  expect((await clients.resources.resourceGroups.checkExistence(GROUP)).body).toBe(false);
});

test('what a killed program had marked as in transition comes to its end', async () => {
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  for (const name of ['unfinished', 'unwanted']) {
    await clients.storage.storageAccounts.create(GROUP, name, account, QUICK);
  }
  await running.close();
  const { resources } = openState(join(dataDir, 'state'));
  for (const resource of resources.values()) {
    const provisioningState = resource.name === 'unwanted' ? 'Deleting' : 'Creating';
    resources.put(resource.id, { ...resource, provisioningState });
  }
  running = await open(dataDir);
  await eventually(async () => {
    const left = await clients.storage.storageAccounts.getProperties(GROUP, 'unfinished');
    expect(left.provisioningState).toBe('Succeeded');
    await expect(clients.storage.storageAccounts.getProperties(GROUP, 'unwanted')).rejects.toThrow();
  });
});
