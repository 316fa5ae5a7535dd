import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataFolder } from '@/lib/db/data-folder-lock';
import { claimOn } from '@/lib/db/exclusive-file';

const PROCESSES = 6;
const ROUNDS = 40;
/** Six processes start, on a machine that may be busy. */
const TEST_TIMEOUT_MS = 60_000;

async function tempFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-lock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

/** A process that tries to take folders, until the test ends. */
async function startTaker() {
  const child = fork('tests/fixtures/lock-taker.ts', {
    execArgv: ['--conditions=react-server', '--import', './tests/resolve-alias.mjs'],
  });
  onTestFinished(() => void child.kill());
  await once(child, 'message');
  const take = async (folder: string): Promise<unknown> => {
    child.send(folder);
    const [taken] = await once(child, 'message');
    return taken;
  };
  return { pid: child.pid, take };
}

test('a folder belongs to one holder at a time, and can be had again when that one lets go', async () => {
  const folder = await tempFolder();
  const unlock = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toMatchObject({
    info: { code: 'data_folder_in_use', message: expect.stringContaining(`process ${process.pid}`) },
  });
  await unlock();
  await (await lockDataFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of a process that died is taken over', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'db.lock'), `${await deadPid()} 12345`);
  await (await lockDataFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test('a lock from before this process had its number is taken over', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'db.lock'), `${process.pid} 1`);
  await (await lockDataFolder(folder))();
});

test('of many that come at once, one gets the folder', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'db.lock'), `${await deadPid()} 12345`);
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataFolder(folder)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['db.lock']);
});

test('of many processes that come at once, one gets the folder of a dead one, time after time', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const home = await tempFolder();
  const dead = await deadPid();
  const takers = await Promise.all(Array.from({ length: PROCESSES }, startTaker));
  for (let round = 0; round < ROUNDS; round++) {
    const folder = join(home, String(round));
    await mkdir(folder);
    await writeFile(join(folder, 'db.lock'), `${dead} 12345`);
    const taken = await Promise.all(takers.map((taker) => taker.take(folder)));
    const winners = takers.filter((_, index) => taken[index]).map(({ pid }) => pid);
    expect(winners).toHaveLength(1);
    expect(await readFile(join(folder, 'db.lock'), 'utf8')).toMatch(new RegExp(`^${winners[0]} `));
    expect(await readdir(folder)).toEqual(['db.lock']);
  }
});

test('a take-over that was killed midway hinders no later one', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'db.lock');
  const taker = await startTaker();
  const [dead, claimant] = [`${await deadPid()} 12345`, `${await deadPid()} 67890`];
  await writeFile(path, dead);
  await writeFile(claimOn(path, dead), claimant);
  expect(await taker.take(folder)).toBe(true);
  expect(await readdir(folder)).toEqual(['db.lock']);
});
