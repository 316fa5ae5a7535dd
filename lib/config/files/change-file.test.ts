import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moveProjectFile, removeProjectFile, writeProjectFile } from '@/lib/config/files/change-file';
import { readProjectFile } from '@/lib/config/files/read-file';
import type { Project } from '@/lib/config/projects';
import { tempProject } from '@/tests/temp-project';

const PATH = 'inference/app.py';
const failing = (code: string) => ({ info: { code } });
const textOf = (project: Project, path = PATH) => readFile(join(project.root, path), 'utf8');
const versionOf = async (project: Project, path = PATH) => (await readProjectFile(project, path)).version;

describe('writeProjectFile', () => {
  it.each(['two\r\n', 'no end', '\uFEFFmarked\n', ''])('writes %j as it is', async (text) => {
    const project = await tempProject({ [PATH]: 'one\n' });
    const { version } = await writeProjectFile(project, PATH, text, {
      precondition: { version: await versionOf(project) },
    });
    expect(await textOf(project)).toBe(text);
    expect(version).toBe(await versionOf(project));
  });

  it('keeps what it replaces, the rights of the file, and leaves no draft behind', async () => {
    const project = await tempProject({ 'inference/run.sh': 'old' });
    await chmod(join(project.root, 'inference/run.sh'), 0o750);
    const kept: string[] = [];
    const keep = async (text: string) => void kept.push(text);
    await writeProjectFile(project, 'inference/run.sh', 'new', { precondition: 'any', keep });
    await writeProjectFile(project, 'inference/run.sh', 'new', { precondition: 'any', keep });
    expect(kept).toEqual(['old']);
    expect((await stat(join(project.root, 'inference/run.sh'))).mode & 0o777).toBe(0o750);
    expect(await readdir(join(project.root, 'inference'))).toEqual(['run.sh']);
  });

  it('refuses to write over another version, and over one that is gone', async () => {
    const project = await tempProject({ [PATH]: 'seen' });
    const precondition = { version: await versionOf(project) };
    await writeFile(join(project.root, PATH), 'by hand');
    await expect(writeProjectFile(project, PATH, 'mine', { precondition })).rejects.toMatchObject(
      failing('file_changed'),
    );
    expect(await textOf(project)).toBe('by hand');
    await expect(
      writeProjectFile(project, 'inference/gone.py', 'mine', { precondition }),
    ).rejects.toMatchObject(failing('file_changed'));
  });

  it('lets one of many who saw the same version win', async () => {
    const project = await tempProject({ [PATH]: 'seen' });
    const precondition = { version: await versionOf(project) };
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        writeProjectFile(project, PATH, `writer ${index}`, { precondition }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('makes a new file with its folders, and never over another', async () => {
    const project = await tempProject({ [PATH]: 'old' });
    await writeProjectFile(project, 'inference/a/b/c.py', 'new', { precondition: 'absent' });
    expect(await textOf(project, 'inference/a/b/c.py')).toBe('new');
    await expect(writeProjectFile(project, PATH, 'new', { precondition: 'absent' })).rejects.toMatchObject(
      failing('file_exists'),
    );
    await expect(
      writeProjectFile(project, `${PATH}/x.py`, 'new', { precondition: 'absent' }),
    ).rejects.toMatchObject(failing('file_not_plain'));
    expect(await textOf(project)).toBe('old');
  });

  it('writes and makes nothing behind a link', async () => {
    const project = await tempProject({ [PATH]: '', 'outside/secret.py': 'theirs' });
    await symlink('../outside', join(project.root, 'inference/sub'));
    await symlink('../outside/secret.py', join(project.root, 'inference/file.py'));
    await symlink('../outside/made.py', join(project.root, 'inference/broken.py'));
    for (const path of ['sub/secret.py', 'sub/deep/new.py', 'file.py', 'broken.py']) {
      await expect(
        writeProjectFile(project, `inference/${path}`, 'mine', { precondition: 'any' }),
      ).rejects.toMatchObject(failing('file_is_link'));
    }
    expect(await readdir(join(project.root, 'outside'))).toEqual(['secret.py']);
    expect(await textOf(project, 'outside/secret.py')).toBe('theirs');
  });

  it.each([
    ['a NUL', 'a\0b'],
    ['half a character', 'a\uD800'],
    ['too much', 'x'.repeat(1_000_001)],
  ])('refuses a text with %s', async (_, text) => {
    const project = await tempProject({ [PATH]: 'old' });
    await expect(writeProjectFile(project, PATH, text, { precondition: 'any' })).rejects.toMatchObject(
      failing('file_text_refused'),
    );
    expect(await textOf(project)).toBe('old');
  });

  it('is not held up by a change before it that failed', async () => {
    const project = await tempProject({ [PATH]: 'old' });
    const failed = writeProjectFile(project, PATH, 'x', { precondition: 'absent' });
    const done = writeProjectFile(project, PATH, 'new', { precondition: 'any' });
    await expect(failed).rejects.toMatchObject(failing('file_exists'));
    await done;
    expect(await textOf(project)).toBe('new');
  });
});

describe('removeProjectFile', () => {
  it('hands back what it removes', async () => {
    const project = await tempProject({ [PATH]: 'old\r\n' });
    const removed = await removeProjectFile(project, PATH, {
      precondition: { version: await versionOf(project) },
    });
    expect(removed).toEqual({ text: 'old\r\n' });
    await expect(readProjectFile(project, PATH)).rejects.toMatchObject(failing('file_missing'));
  });

  it('removes neither another version, nor a link, nor a folder', async () => {
    const project = await tempProject({ [PATH]: 'old', 'outside/a': 'x' });
    await symlink('../outside/a', join(project.root, 'inference/link'));
    await mkdir(join(project.root, 'inference/sub'));
    const remove = (path: string, version?: string) =>
      removeProjectFile(project, path, { precondition: version ? { version } : 'any' });
    await expect(remove(PATH, 'other')).rejects.toMatchObject(failing('file_changed'));
    await expect(remove('inference/link')).rejects.toMatchObject(failing('file_is_link'));
    await expect(remove('inference/sub')).rejects.toMatchObject(failing('file_not_plain'));
    expect(await textOf(project, 'outside/a')).toBe('x');
  });
});

describe('moveProjectFile', () => {
  it('gives a file another name, in a new folder too', async () => {
    const project = await tempProject({ [PATH]: 'old' });
    await moveProjectFile(project, PATH, {
      to: 'infra/new/main.py',
      precondition: { version: await versionOf(project) },
    });
    expect(await textOf(project, 'infra/new/main.py')).toBe('old');
    await expect(readProjectFile(project, PATH)).rejects.toMatchObject(failing('file_missing'));
  });

  it.each([
    ['inference/other.py', 'file_exists'],
    ['inference/link.py', 'file_exists'],
    ['inference/sub/x.py', 'file_is_link'],
    ['../app.py', 'file_path_refused'],
    ['inference/a?.py', 'file_path_refused'],
  ])('moves nothing to %s', async (to, code) => {
    const project = await tempProject({ [PATH]: 'old', 'inference/other.py': 'other', 'outside/a': '' });
    await symlink('../outside/none.py', join(project.root, 'inference/link.py'));
    await symlink('../outside', join(project.root, 'inference/sub'));
    await expect(moveProjectFile(project, PATH, { to, precondition: 'any' })).rejects.toMatchObject(
      failing(code),
    );
    expect(await textOf(project)).toBe('old');
    expect(await textOf(project, 'inference/other.py')).toBe('other');
  });
});
