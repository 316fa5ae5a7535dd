import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { all, clientsOf } from './start-emulator.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const SEED = fileURLToPath(new URL('../../infra/local-azure.seed.json', import.meta.url));
const SAMPLE_GROUP = 'rg-sample-finetuning';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-azure-main-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function start(...args: string[]) {
  const places = ['--data', join(folder, 'data'), '--images', join(folder, 'images')];
  return spawn(process.execPath, [MAIN, ...places, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
}

function present(stream: Readable | null): Readable {
  if (!stream) throw new Error('The program has no such stream.');
  return stream;
}

async function firstLine(stream: Readable | null): Promise<string> {
  const [line] = await once(createInterface({ input: present(stream) }), 'line');
  return String(line);
}

test('a new data folder is seeded as fine-tuning leaves it, and SIGTERM ends the program', async () => {
  const program = start('--port', '0', '--seed', SEED);
  const line = await firstLine(program.stdout);
  expect(line).toMatch(/^Local Azure is listening on http:\/\/127\.0\.0\.1:\d+$/);
  const { deployments, storage } = clientsOf(() => line.split(' ').at(-1) ?? '');
  const { properties } = await deployments.deployments.get(SAMPLE_GROUP, 'finetuning');
  expect(properties?.provisioningState).toBe('Succeeded');
  const account = String(properties?.outputs?.STORAGE_ACCOUNT_NAME?.value);
  const shares = await all(storage.fileShares.list(SAMPLE_GROUP, account));
  expect(shares.map(({ name }) => name)).toEqual([properties?.outputs?.FILE_SHARE_NAME?.value]);

  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
});

test('the program ends when the one that started it lets go', async () => {
  const program = start('--port', '0');
  await firstLine(program.stdout);
  program.disconnect();
  expect(await once(program, 'exit')).toEqual([0, null]);
});

test('a taken port is one clear sentence and a failure', async () => {
  const first = start('--port', '0');
  const port = (await firstLine(first.stdout)).split(':').at(-1) ?? '';
  const second = start('--port', port, '--data', join(folder, 'other'));
  const [line, [code]] = await Promise.all([firstLine(second.stderr), once(second, 'exit')]);
  expect(code).toBe(1);
  expect(line).toBe(
    `Port ${port} is taken by another program. Stop that program, or choose another port with --port.`,
  );
  first.kill('SIGTERM');
  await once(first, 'exit');
});

test('with --tls it says what to trust before it says that it listens', async () => {
  const program = start('--port', '0', '--tls');
  const said: string[] = [];
  for await (const line of createInterface({ input: present(program.stdout) })) {
    said.push(line);
    if (line.startsWith('Local Azure is listening on ')) break;
  }
  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(/^Trust for https, and for HTTPS_PROXY=http:\/\/127\.0\.0\.1:\d+: /);
  const certificate = await readFile(said[0]?.split(': ').at(-1) ?? '', 'utf8');
  expect(new X509Certificate(certificate).ca).toBe(true);
});

test.each([
  [['--port=70000', '--pace=101'], '--port: there is no port above 65535. --pace: 100 is the most.'],
  [
    ['--port=', '--pace=fast', '--data='],
    '--port: a number is wanted. --data: a name is missing. --pace: a number is wanted.',
  ],
])('%s are refused with a reason each', async (given, reasons) => {
  const program = start(...given);
  const [line, [code]] = await Promise.all([firstLine(program.stderr), once(program, 'exit')]);
  expect([line, code]).toEqual([reasons, 1]);
});

test.each([
  ['--help', 0, 'stdout'],
  ['--tsl', 1, 'stderr'],
] as const)('%s is answered with every option', async (option, expected, stream) => {
  const program = start(option);
  const [said, [code]] = await Promise.all([text(present(program[stream])), once(program, 'exit')]);
  expect(code).toBe(expected);
  for (const name of ['port', 'data', 'images', 'seed', 'pace', 'tls', 'strict']) {
    expect(said).toContain(`--${name} `);
  }
});
