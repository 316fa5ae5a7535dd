import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  type ShareClient,
  type ShareFileClient,
  ShareServiceClient,
  StorageSharedKeyCredential,
} from '@azure/storage-file-share';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createFaults, type Faults } from '../armed-faults.ts';
import { createFilesService } from './create-files-service.ts';
import type { FilesService } from './files-service.ts';

export const ACCOUNT = 'acct1';

export type FilesUnderTest = {
  service: FilesService;
  faults: Faults;
  /** `http://127.0.0.1:{port}/acct1` */
  url: string;
  root: string;
  /** The account's second key: both are accepted. */
  key: string;
  credential: StorageSharedKeyCredential;
  client: ShareServiceClient;
  /** The clock that signatures are checked against. */
  clock: { nowMs: number };
  close(): Promise<void>;
};

/** The service behind a real HTTP server on a free port, in a temporary folder. */
export async function startFiles(): Promise<FilesUnderTest> {
  const root = await mkdtemp(join(tmpdir(), 'files-'));
  const keys = [randomBytes(64).toString('base64'), randomBytes(64).toString('base64')];
  const faults = createFaults();
  const clock = { nowMs: Date.now() };
  const service = createFilesService({
    root,
    now: () => clock.nowMs,
    faults,
    accountKeys: (account) => (account === ACCOUNT || account === 'acct2' ? keys : undefined),
    sharedKeyAllowed: () => true,
  });
  const server = createServer((incoming, outgoing) => {
    const listener = getRequestListener((request) => service.handle(request, incoming.url ?? '/'));
    void listener(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  const url = `http://127.0.0.1:${address.port}/${ACCOUNT}`;
  const [, key = ''] = keys;
  const credential = new StorageSharedKeyCredential(ACCOUNT, key);
  return {
    service,
    faults,
    url,
    root,
    key,
    credential,
    client: new ShareServiceClient(url, credential, { retryOptions: { maxTries: 1 } }),
    clock,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The content of a download. */
export async function bodyOf(answer: { readableStreamBody?: NodeJS.ReadableStream }): Promise<Buffer> {
  if (!answer.readableStreamBody) throw new Error('The answer has no body.');
  return buffer(answer.readableStreamBody);
}

/** One service for a test file, and a fresh share for every test in it. */
export function freshShares() {
  let files: FilesUnderTest;
  let share: ShareClient;
  let count = 0;

  beforeAll(async () => {
    files = await startFiles();
  });
  afterAll(() => files.close());
  beforeEach(async () => {
    count += 1;
    share = files.client.getShareClient(`share-${count}`);
    await share.create({ quota: 7, metadata: { team: 'a' } });
  });

  return {
    get files() {
      return files;
    },
    get share() {
      return share;
    },
    root: () => share.rootDirectoryClient,
    onDisk: (...path: string[]) => join(files.service.shareFolder(ACCOUNT, share.name), ...path),
    async upload(name: string, content: Buffer | string): Promise<ShareFileClient> {
      const file = share.rootDirectoryClient.getFileClient(name);
      await file.uploadData(Buffer.from(content));
      return file;
    },
  };
}
