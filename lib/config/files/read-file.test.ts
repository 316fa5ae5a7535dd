import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFile } from '@/lib/config/files/read-file';
import { tempProject } from '@/tests/temp-project';

const failing = (code: string) => ({ info: { code } });

describe('readProjectFile', () => {
  it.each(['', 'one\ntwo\n', 'one\r\ntwo', '\uFEFFmarked\r\n', 'mixed\r\nand\nends\r', '名前 🐈'])(
    'gives a text exactly as it is: %j',
    async (text) => {
      const project = await tempProject({ 'inference/a.txt': text });
      const read = await readProjectFile(project, 'inference/a.txt');
      expect(read).toMatchObject({ kind: 'text', text, size: Buffer.byteLength(text) });
    },
  );

  it('gives another version for other bytes, and the same for the same', async () => {
    const project = await tempProject({ 'inference/a': 'x\n', 'inference/b': 'x\r\n', 'infra/c': 'x\n' });
    const [a, b, c] = await Promise.all(
      ['inference/a', 'inference/b', 'infra/c'].map((path) => readProjectFile(project, path)),
    );
    expect(a?.version).not.toBe(b?.version);
    expect(a?.version).toBe(c?.version);
  });

  it.each([
    ['binary', Buffer.from([0x89, 0x50, 0x00, 0x01])],
    ['not-utf8', Buffer.from('caf\xE9', 'latin1')],
    ['not-utf8', Buffer.from('FFFE410042004300', 'hex').filter((byte) => byte !== 0)],
  ])('says of what is no text why: %s', async (kind, bytes) => {
    const project = await tempProject({ 'inference/a.py': '' });
    await writeFile(join(project.root, 'inference/a.py'), bytes);
    expect(await readProjectFile(project, 'inference/a.py')).toMatchObject({ kind });
  });

  it('reads nothing of what is too large', async () => {
    const project = await tempProject({ 'inference/a.bin': '' });
    await truncate(join(project.root, 'inference/a.bin'), 5_000_000_000);
    expect(await readProjectFile(project, 'inference/a.bin')).toMatchObject({
      kind: 'too-large',
      size: 5_000_000_000,
      limit: 1_000_000,
    });
  });

  it('follows no link: of a file, of a folder on the way, or of the whole folder', async () => {
    const project = await tempProject({ 'inference/a.py': '', 'outside/secret.py': 'secret' });
    await symlink('../outside/secret.py', join(project.root, 'inference/file.py'));
    await symlink('../outside', join(project.root, 'inference/sub'));
    await symlink('outside', join(project.root, 'infra'));
    for (const path of ['inference/file.py', 'inference/sub/secret.py', 'infra/secret.py']) {
      await expect(readProjectFile(project, path)).rejects.toMatchObject(failing('file_is_link'));
    }
  });

  it('reads a project whose own place is behind a link', async () => {
    const { root } = await tempProject({ 'real/inference/a.py': 'x' });
    await symlink('real', join(root, 'project'));
    const project = { id: 'p', root: join(root, 'project') };
    expect(await readProjectFile(project, 'inference/a.py')).toMatchObject({ text: 'x' });
  });

  it('waits for no pipe, and opens no folder', async () => {
    const project = await tempProject({ 'inference/a.py': '' });
    execFileSync('mkfifo', [join(project.root, 'inference/pipe')]);
    await mkdir(join(project.root, 'inference/sub'));
    for (const path of ['inference/pipe', 'inference/sub']) {
      await expect(readProjectFile(project, path)).rejects.toMatchObject(failing('file_not_plain'));
    }
  });

  it.each(['inference/none.py', 'inference/a.py/b.py', 'infra/none/a.py'])('has no %s', async (path) => {
    const project = await tempProject({ 'inference/a.py': '' });
    await expect(readProjectFile(project, path)).rejects.toMatchObject(failing('file_missing'));
  });
});
