import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataFolder } from '@/lib/db/data-folder-lock';

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
});
