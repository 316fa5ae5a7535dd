import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { identify, parseIdentity } from './process-identity.ts';
import { ONE, openApp, openHost, until } from './testing.ts';

async function recordedProcesses(folder: string): Promise<number[]> {
  const processes = join(folder, 'state/processes');
  const names = await readdir(processes).catch(() => []);
  const records = await Promise.all(names.map((name) => readFile(join(processes, name), 'utf8')));
  return records.flatMap((record) => parseIdentity(record)?.pid ?? []);
}

it('ends every process when it closes', async () => {
  const rig = await openApp();
  const [pid = 0] = await recordedProcesses(rig.folder);
  expect(identify(pid)).toBeDefined();
  await rig[Symbol.asyncDispose]();
  expect(identify(pid)).toBeUndefined();
});

it('ends every process with a host that was killed, and the next one on its folder starts anew', async () => {
  await using rig = await openHost();
  const program = fileURLToPath(new URL('./fixtures/host.ts', import.meta.url));
  const killed = spawn(process.execPath, [program, join(rig.folder, 'killed')], { stdio: 'inherit' });
  await until(async () => (await recordedProcesses(join(rig.folder, 'killed'))).length === 1);
  const [pid = 0] = await recordedProcesses(join(rig.folder, 'killed'));
  expect(identify(pid)).toBeDefined();
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await until(() => identify(pid) === undefined);
  await using next = await openHost({ dir: join(rig.folder, 'killed/state') });
  await until(async () => (await readdir(join(rig.folder, 'killed/state/processes'))).length === 0);
  expect(next.host.replicas(ONE)).toEqual([]);
});
