import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listFiles } from '@/lib/config/files/list-files';
import { tempProject } from '@/tests/temp-project';

const shown = ({ entries }: Awaited<ReturnType<typeof listFiles>>) =>
  entries.map(({ path, kind, size }) => `${path} ${kind}${size === null ? '' : ` ${size}`}`);

it('shows the two folders, folders first, and nothing that a tool keeps', async () => {
  const project = await tempProject({
    'inference/b.py': 'four',
    'inference/Z.md': '',
    'inference/.slipwayignore': '',
    'inference/lib/a.py': 'é',
    'inference/__pycache__/a.pyc': 'x',
    'inference/.venv/bin/python': 'x',
    'inference/.slipway-draft-1': 'x',
    'infra/provision/a.bicep': 'x',
    'README.md': 'x',
    'lib/secret.ts': 'x',
  });
  expect(shown(await listFiles(project))).toEqual([
    'inference folder',
    'inference/lib folder',
    'inference/lib/a.py file 2',
    'inference/.slipwayignore file 0',
    'inference/Z.md file 0',
    'inference/b.py file 4',
    'infra folder',
    'infra/provision folder',
    'infra/provision/a.bicep file 1',
  ]);
});

it('shows links and does not follow them, not even at the top', async () => {
  const project = await tempProject({ 'inference/a.py': '', 'elsewhere/secret': '' });
  await symlink(join(project.root, 'elsewhere'), join(project.root, 'inference/out'));
  await symlink('..', join(project.root, 'inference/round'));
  await symlink('nowhere', join(project.root, 'inference/broken'));
  await symlink('elsewhere', join(project.root, 'infra'));
  expect(shown(await listFiles(project))).toEqual([
    'inference folder',
    'inference/a.py file 0',
    'inference/broken link',
    'inference/out link',
    'inference/round link',
    'infra link',
  ]);
});

it('shows what is no file as something that cannot be opened', async () => {
  const project = await tempProject({ 'inference/a.py': '' });
  execFileSync('mkfifo', [join(project.root, 'inference/pipe')]);
  await writeFile(Buffer.from(`${project.root}/inference/odd-\xFF`, 'latin1'), '');
  const { entries } = await listFiles(project);
  expect(entries.filter(({ kind }) => kind === 'other')).toHaveLength(2);
});

it('leaves out what lies deepest when there is too much, and says so', async () => {
  const project = await tempProject({ 'infra/last.json': '' });
  const deep = join(project.root, 'inference/data/deep');
  await mkdir(deep, { recursive: true });
  await Promise.all(Array.from({ length: 2_100 }, (_, index) => writeFile(join(deep, `${index}`), '')));
  const { entries, truncated } = await listFiles(project);
  expect(truncated).toBe(true);
  expect(entries.map(({ path }) => path)).toContain('infra/last.json');
  expect(entries.length).toBeLessThanOrEqual(2_002);
});

it('has nothing to show of a project without the folders, and fails of one that is not there', async () => {
  const project = await tempProject();
  expect(await listFiles(project)).toEqual({ entries: [], truncated: false });
  await expect(listFiles({ id: 'gone', root: join(project.root, 'gone') })).rejects.toMatchObject({
    info: { code: 'file_unavailable' },
  });
});
