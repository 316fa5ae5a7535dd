import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from './fixtures.ts';

test.use({ suite: 'start' });

const checkout = path.resolve(import.meta.dirname, '..');

test('a port that is taken stops the start with one sentence that names the setting', async ({ slipway }) => {
  const taken = new URL(slipway.url).port;
  const { code, output } = await start({ PORT: taken });
  expect(code).toBe(1);
  expect(output).toContain(`Port ${taken}, for the dashboard, is in use. Choose another with PORT=<port>.`);
});

test('a machine without python3 is told what to install', async () => {
  const bin = await mkdtemp(path.join(tmpdir(), 'slipway-bin-'));
  try {
    await mkdir(bin, { recursive: true });
    await symlink(process.execPath, path.join(bin, 'node'));
    const { code, output } = await start({ PATH: bin });
    expect(code).toBe(1);
    expect(output).toContain('There is no python3 here. Install it: apt install python3 python3-venv');
  } finally {
    await rm(bin, { recursive: true });
  }
});

test('a setting with a wrong value stops the start and is named', async () => {
  const { code, output } = await start({ SLIPWAY_AZURE: 'moon' });
  expect(code).toBe(1);
  expect(output).toContain('SLIPWAY_AZURE is "moon"; it must be "local" or "azure".');
});

function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
