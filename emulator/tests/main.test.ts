import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string> {
  if (!stream) throw new Error('The program has no such stream.');
  const [line] = await once(createInterface({ input: stream }), 'line');
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
