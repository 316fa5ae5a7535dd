import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  generateAccountSASQueryParameters,
  type ShareFileClient,
  ShareServiceClient,
  StorageSharedKeyCredential,
} from '@azure/storage-file-share';
import { z } from 'zod';
import { inParallel, requestsPerSecond, secondsOf } from './load.ts';
import { type Program, peakMemoryMib, startProgram } from './program.ts';
import { type Row, report, rounded } from './report.ts';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const RANGE_BYTES = 4 * MIB;
const UPLOADED_RANGES = 64;
const LISTED_RESOURCES = 100;
const REQUESTS = 4000;
const CONNECTIONS = 16;
/** What serving a file may take, whatever its size. */
const MEMORY_BAR_MIB = 64;
const DAY_MS = 86_400_000;
const CONTENT = Buffer.alloc(RANGE_BYTES, 'x');

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const GROUP = '/subscriptions/5a3b1e00-0000-4000-8000-000000000002/resourceGroups/bench';
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/benchaccount`;

const folder = await mkdtemp(join(tmpdir(), 'bench-emulator-'));
const sparseFile = join(folder, 'sparse');
const handle = await open(sparseFile, 'w');
await handle.truncate(GIB);
await handle.close();
const places = ['--data', join(folder, 'data'), '--images', join(folder, 'images')];
const emulator = await startProgram(pathOf('../emulator/main.ts'), '--port', '0', '--pace', '0', ...places);
const bare = await startProgram(pathOf('bare-server.ts'), sparseFile);
try {
  await report('emulator', [...(await controlPlane()), ...(await files())]);
} finally {
  await Promise.all([emulator.end(), bare.end()]);
  await rm(folder, { recursive: true, force: true });
}

async function controlPlane(): Promise<Row[]> {
  await put(GROUP, '2025-04-01', { location: 'eastus' });
  await inParallel(LISTED_RESOURCES, CONNECTIONS, (index) =>
    put(`${GROUP}/providers/Microsoft.OperationalInsights/workspaces/logs-${index}`, '2025-07-01', {
      location: 'eastus',
    }),
  );
  const workspace = `${GROUP}/providers/Microsoft.OperationalInsights/workspaces/logs-0?api-version=2025-07-01`;
  return [
    ...(await rate('get of a resource', workspace)),
    ...(await rate(`list of ${LISTED_RESOURCES} resources`, `${GROUP}/resources?api-version=2025-04-01`)),
  ];
}

/** Requests a second, and the same as a part of what a bare server does with the same answer. */
async function rate(name: string, path: string): Promise<Row[]> {
  const answer = await (await fetch(emulator.url + path)).text();
  await fetch(`${bare.url}/answer`, { method: 'POST', body: answer });
  const own = await requestsPerSecond(emulator.url + path, REQUESTS, CONNECTIONS);
  const peer = await requestsPerSecond(bare.url + path, REQUESTS, CONNECTIONS);
  return [
    { name, value: rounded(own), unit: 'requests/s' },
    { name, value: rounded(own / peer), unit: '× bare node:http' },
  ];
}

async function files(): Promise<Row[]> {
  const { service, signature } = await openFiles();
  const share = service.getShareClient('bench');
  await share.create();
  const written = share.rootDirectoryClient.getFileClient('written');
  await written.create(UPLOADED_RANGES * RANGE_BYTES);
  const served = share.rootDirectoryClient.getFileClient('served');
  await served.create(GIB);

  const upload = await throughput('upload in ranges of 4 MiB', UPLOADED_RANGES * RANGE_BYTES, [
    () => uploadTo(written),
    () => inParallel(UPLOADED_RANGES, CONNECTIONS, () => drain(bare, '/range', 'PUT', CONTENT)),
  ]);
  const atRestMib = await emulator.memoryMib();
  let peakMib = 0;
  const download = await throughput('download of 1 GiB', GIB, [
    async () => {
      peakMib = await peakMemoryMib(emulator, () =>
        drain(emulator, `/benchaccount/bench/served?${signature}`),
      );
    },
    () => drain(bare, '/file'),
  ]);
  const memory = {
    name: 'memory that serving 1 GiB takes',
    value: rounded(peakMib - atRestMib),
    unit: 'MiB',
  };
  return [...upload, ...download, { ...memory, bar: MEMORY_BAR_MIB }];
}

async function throughput(
  name: string,
  bytes: number,
  [own, peer]: [() => Promise<void>, () => Promise<void>],
): Promise<Row[]> {
  const ownSeconds = await secondsOf(own);
  const peerSeconds = await secondsOf(peer);
  return [
    { name, value: rounded(bytes / 1e6 / ownSeconds), unit: 'MB/s' },
    { name, value: rounded(peerSeconds / ownSeconds), unit: '× bare node:http' },
  ];
}

async function uploadTo(file: ShareFileClient): Promise<void> {
  await inParallel(UPLOADED_RANGES, CONNECTIONS, (index) =>
    file.uploadRange(CONTENT, index * RANGE_BYTES, RANGE_BYTES),
  );
}

async function drain({ url }: Program, path: string, method = 'GET', body?: Buffer): Promise<void> {
  const response = await fetch(url + path, { method, ...(body && { body: new Uint8Array(body) }) });
  if (!response.ok) throw new Error(`${response.status} from ${method} ${path}`);
  for await (const _ of response.body ?? []);
}

async function openFiles() {
  await put(ACCOUNT, '2026-09-01', { location: 'eastus', sku: { name: 'Standard_LRS' }, kind: 'StorageV2' });
  const { keys } = z
    .object({ keys: z.array(z.object({ value: z.string() })) })
    .parse(await send('POST', `${ACCOUNT}/listKeys`, '2026-09-01'));
  const credential = new StorageSharedKeyCredential('benchaccount', keys[0]?.value ?? '');
  const signature = generateAccountSASQueryParameters(
    {
      expiresOn: new Date(Date.now() + DAY_MS),
      permissions: AccountSASPermissions.parse('rwdlc'),
      resourceTypes: AccountSASResourceTypes.parse('sco').toString(),
      services: AccountSASServices.parse('f').toString(),
    },
    credential,
  ).toString();
  return { service: new ShareServiceClient(`${emulator.url}/benchaccount`, credential), signature };
}

function put(path: string, version: string, body: object): Promise<unknown> {
  return send('PUT', path, version, body);
}

async function send(method: string, path: string, version: string, body?: object): Promise<unknown> {
  const response = await fetch(`${emulator.url}${path}?api-version=${version}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} from ${method} ${path}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
