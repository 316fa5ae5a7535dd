import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
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

const KEEP_ALIVE_MS = 60_000;

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
  /** What the control plane decides about the account, to be changed by a test. */
  rules: { sharedKeyAllowed: boolean; token?: string };
  /** Sends a request as it is written, without a client's care. */
  send(method: string, target: string, options?: RawRequest): Promise<RawAnswer>;
  close(): Promise<void>;
};

type RawRequest = {
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Signs it with the account's key; true by default. */
  sign?: boolean;
};
type RawAnswer = { status: number; headers: Record<string, unknown>; code: unknown; text: string };

/** The service behind a real HTTP server on a free port, in a temporary folder. */
export async function startFiles(): Promise<FilesUnderTest> {
  const root = await mkdtemp(join(tmpdir(), 'files-'));
  const keys = [randomBytes(64).toString('base64'), randomBytes(64).toString('base64')];
  const faults = createFaults();
  const clock = { nowMs: Date.now() };
  const rules: FilesUnderTest['rules'] = { sharedKeyAllowed: true };
  const service = createFilesService({
    root,
    now: () => clock.nowMs,
    faults,
    accountKeys: (account) => (account === ACCOUNT || account === 'acct2' ? keys : undefined),
    sharedKeyAllowed: () => rules.sharedKeyAllowed,
    acceptsToken: (token) => token === rules.token,
  });
  const server = createServer((incoming, outgoing) => {
    const listener = getRequestListener((request) => service.handle(request, incoming.url ?? '/'), {
      overrideGlobalObjects: false,
    });
    void listener(incoming, outgoing);
  });
  // Longer than any pause of a test: a connection that is closed while a request is on its way would fail it.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
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
    rules,
    send: (method, target, options = {}) => sendRaw(address.port, key, method, target, options),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The service with a share `share` in which is a file `file` that says `abc`. */
export async function startWithFile(): Promise<FilesUnderTest> {
  const files = await startFiles();
  const share = files.client.getShareClient('share');
  await share.create();
  await share.rootDirectoryClient.getFileClient('file').uploadData(Buffer.from('abc'));
  return files;
}

function sendRaw(
  port: number,
  key: string,
  method: string,
  target: string,
  raw: RawRequest,
): Promise<RawAnswer> {
  const headers: Record<string, string> = {
    'x-ms-date': new Date().toUTCString(),
    'x-ms-version': '2025-05-05',
    ...(raw.body !== undefined && { 'content-length': `${Buffer.byteLength(raw.body)}` }),
    ...raw.headers,
  };
  if (raw.sign ?? true)
    headers.authorization ??= `SharedKey ${ACCOUNT}:${signatureOf(key, method, target, headers)}`;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: '127.0.0.1', port, method, path: target, headers }, (incoming) => {
      buffer(incoming).then((body) => {
        const { statusCode: status = 0, headers: answered } = incoming;
        resolve({ status, headers: answered, code: answered['x-ms-error-code'], text: body.toString() });
      }, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(raw.body);
  });
}

/** The signature of a plain request, as the documentation of Shared Key describes it. */
function signatureOf(key: string, method: string, target: string, headers: Record<string, string>): string {
  const url = new URL(target, 'http://host');
  const lines = [
    'content-language',
    'content-encoding',
    'content-length',
    'content-md5',
    'content-type',
    'date',
  ];
  const conditions = ['if-modified-since', 'if-match', 'if-none-match', 'if-unmodified-since', 'range'];
  const values = [...lines, ...conditions]
    .map((name) => headers[name] ?? '')
    .map((value) => (value === '0' ? '' : value));
  const own = Object.keys(headers).filter((name) => name.startsWith('x-ms-'));
  const query = [...new Set(url.searchParams.keys())].sort();
  const text = [
    method,
    ...values,
    ...own.sort().map((name) => `${name}:${headers[name]}`),
    `/${ACCOUNT}${target.split('?')[0]}`,
    ...query.map((name) => `${name}:${url.searchParams.get(name)}`),
  ].join('\n');
  return createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
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
