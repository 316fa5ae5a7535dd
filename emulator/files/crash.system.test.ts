import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShareClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCOUNT } from './testing.ts';

const ROUNDS = 3;
const CHANGES_BEFORE_THE_END = 25;
const FILES = 5;
const key = randomBytes(64).toString('base64');

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'files-crash-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** The service as a process that can be killed, and a share of it. */
async function start() {
  const program = spawn(
    process.execPath,
    [join(import.meta.dirname, 'fixtures/serve.ts'), root, ACCOUNT, key],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [port] = await once(program.stdout, 'data');
  const share = new ShareClient(
    `http://127.0.0.1:${`${port}`.trim()}/${ACCOUNT}/share`,
    new StorageSharedKeyCredential(ACCOUNT, key),
    { retryOptions: { maxTries: 1 } },
  );
  const kill = async () => {
    const ended = once(program, 'exit');
    program.kill('SIGKILL');
    await ended;
  };
  return { share, kill };
}

type Promised = Map<string, { version: number; filled: boolean }>;

const nameOf = (version: number) => `file-${version % FILES}`;
const textOf = (version: number) => `${version}`.padStart(8, '0');

/** One version of a file: replaced with metadata, then filled. Each step is promised once it is answered. */
async function write(share: ShareClient, version: number, promise: (filled: boolean) => void): Promise<void> {
  const file = share.rootDirectoryClient.getFileClient(nameOf(version));
  await file.create(8, { metadata: { version: `${version}` } });
  promise(false);
  await file.uploadRange(textOf(version), 0, 8);
  promise(true);
}

test('what was answered is there after a kill, and nothing is half there', async () => {
  const promised: Promised = new Map();
  let version = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { share, kill } = await start();
    await share.createIfNotExists();
    await check(share, promised, version);
    const last = version + CHANGES_BEFORE_THE_END;
    const writing = (async () => {
      for (;;) {
        version += 1;
        const mine = version;
        await write(share, mine, (filled) => promised.set(nameOf(mine), { version: mine, filled }));
      }
    })().catch(() => undefined);
    await expect.poll(() => version >= last, { interval: 1, timeout: 10_000 }).toBe(true);
    await kill();
    await writing;
  }
  const { share, kill } = await start();
  await check(share, promised, version);
  await kill();
}, 60_000);

async function check(share: ShareClient, promised: Promised, inFlight: number): Promise<void> {
  for (const [name, { version, filled }] of promised) {
    const file = share.rootDirectoryClient.getFileClient(name);
    const { metadata, contentLength } = await file.getProperties();
    const content = (await file.downloadToBuffer()).toString();
    expect(contentLength).toBe(8);
    const isNext = metadata?.version === `${inFlight}` && name === nameOf(inFlight);
    if (!isNext) expect(metadata).toEqual({ version: `${version}` });
    if (!isNext && filled) expect(content).toBe(textOf(version));
    else expect(['\0'.repeat(8), textOf(Number(metadata?.version))]).toContain(content);
  }
}

test('what a killed process had only begun is cleared when the next one starts', async () => {
  const temporary = join(root, '.meta', ':temporary');
  await mkdir(temporary, { recursive: true });
  await writeFile(join(temporary, 'half'), 'a rec');
  await mkdir(join(root, '.deleted', 'half-a-share'), { recursive: true });
  const { kill } = await start();
  expect((await readdir(root)).sort()).toEqual(['.meta', ACCOUNT]);
  await expect(readdir(temporary)).rejects.toMatchObject({ code: 'ENOENT' });
  await kill();
});
