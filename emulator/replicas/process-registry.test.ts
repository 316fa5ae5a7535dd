import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signalGroup } from './process-group.ts';
import { ProcessRegistry } from './process-registry.ts';

/** A part of an environment that no process has. */
const NOBODY = 'HOME=/no/such/layer';
let folder: string;
let child: ChildProcess;
let pid: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'));
  child = spawn('/bin/bash', ['-c', 'tail -f /dev/null & wait'], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  pid = child.pid ?? 0;
});

afterEach(async () => {
  signalGroup(pid, 'SIGKILL');
  await rm(folder, { recursive: true });
});

it('ends what a killed predecessor left running', async () => {
  new ProcessRegistry(folder).record(pid);
  const ended = once(child, 'exit');
  await new ProcessRegistry(folder).endLeftovers(NOBODY);
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(await readdir(folder)).toEqual([]);
});

it('spares a stranger that got the number of a process that ended', async () => {
  new ProcessRegistry(folder).record(pid);
  const [file = ''] = await readdir(folder);
  const record = JSON.parse(await readFile(join(folder, file), 'utf8'));
  await writeFile(join(folder, file), JSON.stringify({ ...record, startedAt: 'earlier' }));
  await new ProcessRegistry(folder).endLeftovers(NOBODY);
  expect(child.exitCode).toBeNull();
  expect(child.signalCode).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

it('forgets what ended, and is not put off by a half-written record', async () => {
  const registry = new ProcessRegistry(folder);
  registry.record(pid);
  registry.forget(pid);
  expect(await readdir(folder)).toEqual([]);
  await writeFile(join(folder, '1.json'), '{"pid": 1');
  await registry.endLeftovers(NOBODY);
  expect(await readdir(folder)).toEqual([]);
});

it('ends what was started but never recorded, by the environment that it was given', async () => {
  const mark = `HOME=${folder}/layers/`;
  const env = { HOME: `${folder}/layers/app/main/home`, PATH: '/usr/bin:/bin' };
  const options = { detached: true, stdio: 'ignore', env: { ...process.env, ...env } } as const;
  const stray = spawn('/bin/bash', ['-c', 'tail -f /dev/null & wait'], options);
  await once(stray, 'spawn');
  const ended = once(stray, 'exit');
  await new ProcessRegistry(folder).endLeftovers(mark);
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(child.signalCode).toBeNull();
});
