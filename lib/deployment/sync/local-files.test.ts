import { chmod, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listLocalFiles, readLocalTree } from '@/lib/deployment/sync/local-files';
import { tempProject } from '@/tests/temp-project';

test('what belongs on the share is listed with its size, in order, without reading it', async () => {
  const project = await tempProject({
    'inference/app.py': 'print()',
    'inference/.slipwayignore': 'data/\n',
    'inference/data/large.bin': 'x',
    'inference/pages/one.txt': 'three',
    'README.md': 'not of the app',
  });
  const root = join(project.root, 'inference');
  await symlink('app.py', join(root, 'link.py'));
  await chmod(join(root, 'app.py'), 0);
  const listed = await listLocalFiles(project);
  expect(listed.map(({ path, size }) => [path, size])).toEqual([
    ['inference/app.py', 7],
    ['inference/pages/one.txt', 5],
  ]);
});

test('a project without an inference folder is told to make one', async () => {
  const project = await tempProject();
  await expect(listLocalFiles(project)).rejects.toMatchObject({
    info: { code: 'inference_folder_missing', target: 'inference' },
  });
});

test('a file that vanishes while the folder is listed is none', async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`inference/${n}.txt`, '']));
  const project = await tempProject({ ...files, 'inference/app.py': 'app' });
  const gone = Object.keys(files).map((path) => rm(join(project.root, path)));
  const listed = await listLocalFiles(project);
  await Promise.all(gone);
  expect(listed.map(({ path }) => path)).toContain('inference/app.py');
});

test('what has no place on the share is refused by name, folders with all that is in them', async () => {
  const project = await tempProject({
    'inference/app.py': '',
    'inference/con': '',
    'inference/end./a.txt': '',
    'inference/what?.txt': '',
  });
  await symlink('app.py', join(project.root, 'inference/link.py'));
  const { files, refused } = await readLocalTree(project);
  expect(files.map(({ path }) => path)).toEqual(['inference/app.py']);
  expect(refused.map(({ path }) => path).sort()).toEqual([
    'inference/con',
    'inference/end.',
    'inference/link.py',
    'inference/what?.txt',
  ]);
});

test('folders that hold nothing for the share are told, and so is how much the rules leave behind', async () => {
  const project = await tempProject({
    'inference/.slipwayignore': '*.log\n',
    'inference/logs/today.log': '',
    'inference/data/.slipwayignore': 'raw\n!keep.log\n',
    'inference/data/raw/a.txt': '',
    'inference/data/keep.log': '',
    'inference/raw/b.txt': '',
  });
  await mkdir(join(project.root, 'inference/deep/hollow'), { recursive: true });
  const { files, emptyFolders, ignored } = await readLocalTree(project);
  expect(files.map(({ path }) => path)).toEqual(['inference/data/keep.log', 'inference/raw/b.txt']);
  expect(emptyFolders.sort()).toEqual(['inference/deep/hollow', 'inference/logs']);
  expect(ignored).toBe(2);
});
