import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { foldName } from './names.ts';
import { ACCOUNT, freshShares } from './testing.ts';

/** Ten thousand files are made one by one, which a busy machine takes its time for. */
const MANY_FILES_TIMEOUT_MS = 60_000;

const at = freshShares();

async function listed(path = ''): Promise<string[]> {
  const names = [];
  for await (const { name } of at.share.getDirectoryClient(path).listFilesAndDirectories()) names.push(name);
  return names;
}

describe('names that differ only in case', () => {
  test('are one file, which keeps the case it was first given', async () => {
    await at.upload('Read Me.TXT', 'first');
    await at.upload('read me.txt', 'second');
    expect(await listed()).toEqual(['Read Me.TXT']);
    expect(await readdir(at.onDisk())).toEqual(['Read Me.TXT']);
    expect((await at.root().getFileClient('READ ME.txt').downloadToBuffer()).toString()).toBe('second');
    await at.root().getFileClient('read ME.txt').delete();
    expect(await listed()).toEqual([]);
  });

  test('are one directory, also on the way to a file', async () => {
    await at.root().createSubdirectory('Weights');
    await expect(at.root().createSubdirectory('WEIGHTS')).rejects.toMatchObject({
      code: 'ResourceAlreadyExists',
    });
    await at.share.getDirectoryClient('wEIGHTS').createFile('é.bin', 1);
    expect(await at.share.getDirectoryClient('weights').getFileClient('É.BIN').exists()).toBe(true);
    expect(await readdir(at.onDisk('Weights'))).toEqual(['é.bin']);
  });

  test('are found when another program has just made one', async () => {
    await at.upload('one', 'abc');
    expect(await at.root().getFileClient('NOTE').exists()).toBe(false);
    await writeFile(at.onDisk('Note'), 'from a container');
    expect((await at.root().getFileClient('NOTE').downloadToBuffer()).toString()).toBe('from a container');
  });

  test('are one file when two clients create it at once', async () => {
    const cases = ['race', 'RACE', 'Race', 'rACE'];
    await Promise.all(cases.map((name) => at.root().getFileClient(name).create(1)));
    expect(await listed()).toHaveLength(1);
  });

  test('can be exchanged by a rename, for files and directories', async () => {
    const file = await at.upload('model.BIN', 'abc');
    await file.rename('Model.bin');
    const { directoryClient } = await at.root().createSubdirectory('LOGS');
    await directoryClient.createFile('leaf', 1);
    await directoryClient.rename('logs');
    expect((await listed()).sort()).toEqual(['Model.bin', 'logs']);
    expect(await listed('LOGS')).toEqual(['leaf']);
    expect(await readdir(at.onDisk())).toEqual(expect.arrayContaining(['logs', 'Model.bin']));
  });

  test('are one target of renames and copies', async () => {
    const file = await at.upload('from', 'new');
    await at.upload('Target', 'old');
    await expect(file.rename('TARGET')).rejects.toMatchObject({ code: 'ResourceAlreadyExists' });
    await at.root().getFileClient('tARGET').startCopyFromURL(file.url.replace('from', 'FROM'));
    expect(await listed()).toEqual(['from', 'Target']);
    expect((await at.root().getFileClient('target').downloadToBuffer()).toString()).toBe('new');
    await file.rename('TARGET', { replaceIfExists: true });
    expect(await listed()).toEqual(['Target']);
  });

  test('are found by a prefix in any case, and listed in their order', async () => {
    for (const name of ['b-2', 'B-1', 'a', 'B-10']) await at.upload(name, 'x');
    const found = [];
    for await (const page of at.root().listFilesAndDirectories({ prefix: 'b-' }).byPage({ maxPageSize: 2 }))
      found.push(page.segment.fileItems.map(({ name }) => name));
    expect(found).toEqual([['B-1', 'B-10'], ['b-2']]);
  });

  test('stay apart where a letter only looks the same', () => {
    expect(foldName('Straße.É')).toBe('STRAßE.É');
    expect(foldName('ı')).not.toBe(foldName('i'));
    expect(foldName('😀a')).toBe('😀A');
  });
});

describe('a name', () => {
  test('loses the dots at its end unless the client keeps them', async () => {
    await at.root().getFileClient('plain...').create(1);
    expect(await listed()).toEqual(['plain']);
    const url = `/${ACCOUNT}/${at.share.name}/kept.`;
    const headers = { 'x-ms-type': 'file', 'x-ms-content-length': '1', 'x-ms-allow-trailing-dot': 'true' };
    expect(await at.files.send('PUT', url, { headers })).toMatchObject({ status: 201 });
    expect(await listed()).toEqual(['kept.', 'plain']);
  });

  test.each(['a:b', 'a|b', 'a<b', 'a>b', 'a*b', 'a?b', 'a"b', 'tab\u0009', 'CON', 'lpt1', '...'])(
    'like %j is refused',
    async (name) => {
      const answer = await at.files.send('HEAD', `/${ACCOUNT}/${at.share.name}/${encodeURIComponent(name)}`);
      expect(answer).toMatchObject({ status: 400, code: 'InvalidResourceName' });
    },
  );

  test('has its limits in length, depth and bytes that are text', async () => {
    const ask = (path: string) => at.files.send('HEAD', `/${ACCOUNT}/${at.share.name}/${path}`);
    expect(await ask('a'.repeat(256))).toMatchObject({ status: 400, code: 'OutOfRangeInput' });
    expect(await ask('a'.repeat(255))).toMatchObject({ status: 404, code: 'ResourceNotFound' });
    expect(await ask('a/'.repeat(251))).toMatchObject({ code: 'OutOfRangeInput' });
    expect(await ask(`${'a'.repeat(250)}/`.repeat(9))).toMatchObject({ code: 'OutOfRangeInput' });
    expect(await ask('%ff%fe')).toMatchObject({ code: 'InvalidUri' });
    expect(await ask('%ed%a0%80')).toMatchObject({ code: 'InvalidUri' });
  });

  test('of a share is held to its own rules', async () => {
    const create = (name: string) => at.files.send('PUT', `/${ACCOUNT}/${name}?restype=share`);
    expect(await create('ab')).toMatchObject({ code: 'OutOfRangeInput' });
    expect(await create('Upper')).toMatchObject({ code: 'InvalidResourceName' });
    expect(await create('a--b')).toMatchObject({ code: 'InvalidResourceName' });
    expect(await create('%2e%2e%2fescape')).toMatchObject({ status: 400 });
    expect(existsSync(`${at.files.root}/../escape`)).toBe(false);
  });
});

test('ten thousand files of another program are listed by pages, whole and in order', {
  timeout: MANY_FILES_TIMEOUT_MS,
}, async () => {
  await mkdir(at.onDisk('many'));
  const names = Array.from({ length: 10_000 }, (_, index) => `f${`${index}`.padStart(5, '0')}`);
  for (const name of names) writeFileSync(at.onDisk('many', name), '');
  const found: string[] = [];
  let pages = 0;
  for await (const page of at.share.getDirectoryClient('many').listFilesAndDirectories().byPage()) {
    pages += 1;
    found.push(...page.segment.fileItems.map(({ name }) => name));
    // What comes and goes meanwhile does not shift what is still to come.
    await at.share.getDirectoryClient('many').getFileClient(`a-new-${pages}`).create(0);
  }
  expect(pages).toBe(2);
  expect(found).toEqual(names);
});
