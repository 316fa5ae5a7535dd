import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';

/** Cold starts of processes that load the whole server side. */
const TEST_TIMEOUT_MS = 90_000;

async function tempFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-boot-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function boot(env: Record<string, string>) {
  const node = ['--conditions=react-server', '--import', './tests/resolve-alias.mjs'];
  const child = spawn(process.execPath, [...node, 'tests/fixtures/boot.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function failure(child: ChildProcess) {
  const [said] = await Promise.all([child.stderr && text(child.stderr), once(child, 'exit')]);
  return { exitCode: child.exitCode, said };
}

describe('the start', { timeout: TEST_TIMEOUT_MS }, () => {
  test('stops at bad settings and names every one', async () => {
    const { exitCode, said } = await failure(boot({ PORT: 'x', SLIPWAY_AZURE: 'aws' }));
    expect(exitCode).toBe(1);
    expect(said).toMatch(/PORT must be a port number.*SLIPWAY_AZURE must be "local" or "azure"/s);
  });

  test('stops at a database that does not answer, and does not print its password', async () => {
    const { exitCode, said } = await failure(
      boot({ DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/none' }),
    );
    expect(exitCode).toBe(1);
    expect(said).toContain('The PostgreSQL server in DATABASE_URL cannot be used.');
    expect(said).not.toContain('hunter2');
  });

  test('refuses a data folder that another process uses; it is free again once that one has been stopped', async () => {
    const folder = await tempFolder();
    const first = boot({ SLIPWAY_DATA: folder });
    await once(first.stdout, 'data');
    const { exitCode, said } = await failure(boot({ SLIPWAY_DATA: folder }));
    expect(exitCode).toBe(1);
    expect(said).toContain(`Another Slipway (process ${first.pid}) already uses the data folder ${folder}.`);
    first.kill('SIGTERM');
    await expect.poll(() => readdir(folder), { timeout: 20_000 }).toEqual(['db']);
  });

  test('is undone, with the reason, when somebody removes the data folder', async () => {
    const folder = await tempFolder();
    const child = boot({ SLIPWAY_DATA: folder });
    await once(child.stdout, 'data');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    const { exitCode, said } = await failure(child);
    expect(exitCode).toBe(1);
    expect(said).toContain(`The data folder ${folder} was removed or replaced`);
  });

  test('a request that comes while the process ends gets no second worker', async () => {
    const child = boot({ SLIPWAY_DATA: await tempFolder() });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(String(await once(child.stdout, 'data'))).toBe('late: shutting_down\n');
  });
});
