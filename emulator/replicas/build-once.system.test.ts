import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { buildOnce } from './build-once.ts';

const PROCESSES = 4;
const ROUNDS = 15;
/** Processes start, on a machine that may be busy. */
const TEST_TIMEOUT_MS = 60_000;
const never = new AbortController().signal;
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'build-once-'));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

async function buildWith(content: string, beside: string): Promise<void> {
  await mkdir(beside);
  await writeFile(join(beside, 'content'), content);
}

it('does the work once for all who want it at the same time', async () => {
  const folder = join(home, 'image');
  let builds = 0;
  const wants = Array.from({ length: 4 }, () =>
    buildOnce(
      folder,
      async (beside) => {
        builds += 1;
        await buildWith('whole', beside);
      },
      never,
    ),
  );
  await Promise.all(wants);
  expect(builds).toBe(1);
  expect(await readFile(join(folder, 'content'), 'utf8')).toBe('whole');
  expect(await readdir(home)).toEqual(['image']);
});

it('leaves nothing after a build that failed, so that the next one starts anew', async () => {
  const folder = join(home, 'image');
  const failing = buildOnce(
    folder,
    async (beside) => {
      await buildWith('half', beside);
      throw new Error('the network went away');
    },
    never,
  );
  await expect(failing).rejects.toThrow('the network went away');
  expect(await readdir(home)).toEqual([]);
  await buildOnce(folder, (beside) => buildWith('whole', beside), never);
  expect(await readFile(join(folder, 'content'), 'utf8')).toBe('whole');
});

it('takes over from a builder that was killed: its lock is void and its half-made folder is no image', async () => {
  const folder = join(home, 'image');
  await writeFile(`${folder}.lock`, JSON.stringify({ pid: process.pid, startedAt: 'in another life' }));
  await mkdir(`${folder}.building`);
  await writeFile(join(`${folder}.building`, 'content'), 'half');
  await buildOnce(folder, (beside) => buildWith('whole', beside), never);
  expect(await readFile(join(folder, 'content'), 'utf8')).toBe('whole');
  expect(await readdir(home)).toEqual(['image']);
});

/** A process that builds folders, until the test ends. */
async function startBuilder() {
  const child = fork(new URL('./fixtures/builder.ts', import.meta.url));
  onTestFinished(() => void child.kill());
  await once(child, 'message');
  return async (folder: string): Promise<unknown> => {
    child.send(folder);
    const [answer] = await once(child, 'message');
    return answer;
  };
}

it('lets one of many programs take over from a builder that was killed, time after time', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const builders = await Promise.all(Array.from({ length: PROCESSES }, startBuilder));
  for (let round = 0; round < ROUNDS; round++) {
    const folder = join(home, String(round));
    await writeFile(`${folder}.lock`, JSON.stringify({ pid: process.pid, startedAt: 'in another life' }));
    const answers = await Promise.all(builders.map((build) => build(folder)));
    expect(answers).toEqual(builders.map(() => 'there'));
    expect((await readFile(`${folder}.log`, 'utf8')).trim().split('\n')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['content']);
  }
  expect((await readdir(home)).filter((name) => !/^\d+(\.log)?$/.test(name))).toEqual([]);
});
