import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ContainerProcess } from './container-process.ts';
import { identify } from './process-identity.ts';
import { ProcessRegistry } from './process-registry.ts';
import { until } from './testing.ts';

const LONG_MS = 60_000;
let folder: string;
let lines: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'process-'));
  lines = [];
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function start(script: string): ContainerProcess {
  return new ContainerProcess({
    argv: ['/bin/bash', '-c', script],
    env: { PATH: '/usr/bin:/bin' },
    cwd: folder,
    registry: new ProcessRegistry(join(folder, 'registry')),
    onLine: (stream, text) => lines.push(`${stream} ${text}`),
  });
}

it('reports how a process ended, with all it said', async () => {
  const exit = await start('echo one; echo two >&2; printf three; exit 7').exited;
  expect(exit).toEqual({ code: 7, reason: 'ProcessExited' });
  expect(lines.toSorted()).toEqual(['stderr two', 'stdout one', 'stdout three']);
  expect(await readdir(join(folder, 'registry'))).toEqual([]);
});

it('asks a process to end', async () => {
  const running = start(
    'trap "echo bye; exit 0" TERM; echo up; while :; do read -r -t 1 < <(tail -f /dev/null); done',
  );
  await until(() => lines.includes('stdout up'));
  await running.stop(LONG_MS);
  expect(await running.exited).toEqual({ code: 0, reason: 'Completed' });
  expect(lines).toContain('stdout bye');
});

it('makes one end that does not listen', async () => {
  const running = start('trap "" TERM; echo up; while :; do read -r -t 1 < <(tail -f /dev/null); done');
  await until(() => lines.includes('stdout up'));
  await running.stop(50);
  expect(await running.exited).toEqual({ code: 137, reason: 'ended by SIGKILL' });
});

it('lets a second request to stop shorten the patience of the first', async () => {
  const running = start('trap "" TERM; echo up; while :; do read -r -t 1 < <(tail -f /dev/null); done');
  await until(() => lines.includes('stdout up'));
  const patient = running.stop(LONG_MS);
  await running.stop(50);
  await patient;
  expect((await running.exited).code).toBe(137);
});

it('takes everything that a process started along with it', async () => {
  const running = start('tail -f /dev/null & echo $!; exit 0');
  await running.exited;
  expect(identify(Number(lines[0]?.split(' ')[1]))).toBeUndefined();
});
