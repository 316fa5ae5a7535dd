import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { readHashCache } from '@/lib/deployment/sync/hash-cache';
import { hashFiles } from '@/lib/deployment/sync/hash-files';
import { listLocalFiles } from '@/lib/deployment/sync/local-files';
import { tempProject } from '@/tests/temp-project';

const never = new AbortController().signal;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-hashes-'));
  vi.stubEnv('SLIPWAY_DATA', folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });
});

test('a file is vouched for by the bytes that were read, however it has grown since it was listed', async () => {
  const project = await tempProject({ 'inference/app.py': 'old', 'inference/b.txt': 'b' });
  const listed = await listLocalFiles(project);
  await writeFile(join(project.root, 'inference/app.py'), 'newer');
  const [app, other] = await hashFiles(project, listed, never);
  expect(app).toMatchObject({ path: 'inference/app.py', size: 5, sha256: sha256('newer') });
  expect(other).toMatchObject({ path: 'inference/b.txt', size: 1 });
});

test('a file that cannot be read is named by its path in the project, never by its place on the machine', async () => {
  const project = await tempProject({ 'inference/pages/one.txt': 'one' });
  const listed = await listLocalFiles(project);
  const path = join(project.root, 'inference/pages/one.txt');
  await rm(path);
  await mkdir(path);
  const refused = await hashFiles(project, listed, never).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    info: { code: 'file_unreadable', message: 'inference/pages/one.txt cannot be read.' },
  });
  expect(JSON.stringify(refused)).not.toContain(project.root);
});

test('what a file held is remembered once it has settled, for as long as it is the same file', async () => {
  const project = await tempProject({ 'inference/app.py': 'old', 'inference/new.py': 'new' });
  const path = join(project.root, 'inference/app.py');
  const [app, other] = await listLocalFiles(project);
  if (!app || !other) throw new Error('both files should be listed');
  const settled = { ...app, changedAtMs: app.changedAtMs - 60_000 };
  await hashFiles(project, [settled, other], never);
  expect(await readHashCache(project)).toEqual({
    'inference/app.py': { stamp: app.stamp, sha256: sha256('old') },
  });

  await writeFile(path, 'own');
  await utimes(path, new Date(0), new Date(0));
  const [changed] = await hashFiles(project, await listLocalFiles(project), never);
  expect(changed?.sha256).toBe(sha256('own'));
});
