import { createHash } from 'node:crypto';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashFiles } from '@/lib/deployment/sync/hash-files';
import { listLocalFiles } from '@/lib/deployment/sync/local-files';
import { tempProject } from '@/tests/temp-project';

const never = new AbortController().signal;

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

test('a file is vouched for by the bytes that were read, however it has grown since it was listed', async () => {
  const project = await tempProject({ 'inference/app.py': 'old', 'inference/b.txt': 'b' });
  const listed = await listLocalFiles(project);
  await writeFile(join(project.root, 'inference/app.py'), 'newer');
  const sha256 = createHash('sha256').update('newer').digest('hex');
  const [app, other] = await hashFiles(listed, never);
  expect(app).toMatchObject({ path: 'inference/app.py', size: 5, sha256 });
  expect(other).toMatchObject({ path: 'inference/b.txt', size: 1 });
});

test('a project without an inference folder is told to make one', async () => {
  const project = await tempProject();
  await expect(listLocalFiles(project)).rejects.toMatchObject({
    info: { code: 'inference_folder_missing', target: 'inference' },
  });
});

test('a file that cannot be read is named by its path in the project, never by its place on the machine', async () => {
  const project = await tempProject({ 'inference/pages/one.txt': 'one' });
  const listed = await listLocalFiles(project);
  const path = join(project.root, 'inference/pages/one.txt');
  await rm(path);
  await mkdir(path);
  const refused = await hashFiles(listed, never).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    info: { code: 'file_unreadable', message: 'inference/pages/one.txt cannot be read.' },
  });
  expect(JSON.stringify(refused)).not.toContain(project.root);
});

test('a file that vanishes while the folder is listed is none', async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`inference/${n}.txt`, '']));
  const project = await tempProject({ ...files, 'inference/app.py': 'app' });
  const gone = Object.keys(files).map((path) => rm(join(project.root, path)));
  const listed = await listLocalFiles(project);
  await Promise.all(gone);
  expect(listed.map(({ path }) => path)).toContain('inference/app.py');
});
