import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MountLinks, replaceMounts } from './mounts.ts';

const mounts = [
  { mountPath: '/mount', folder: '/share' },
  { mountPath: '/mount/cache', folder: '/other' },
];

describe('replacing mount paths', () => {
  it.each([
    ['cd /mount/inference', 'cd /share/inference'],
    ['--model=/mount', '--model=/share'],
    ['"/mount"; ls /mount/', '"/share"; ls /share/'],
    ['A=/mount/a:/mount/b', 'A=/share/a:/share/b'],
    ['/mount/cache/x', '/other/x'],
    ['/mounted /mount-2 /mount.d', '/mounted /mount-2 /mount.d'],
    [
      '/data/mount ../mount ~/mount $HOME/mount $(pwd)/mount',
      '/data/mount ../mount ~/mount $HOME/mount $(pwd)/mount',
    ],
  ])('%s', (before, after) => {
    expect(replaceMounts(before, mounts)).toBe(after);
  });

  it('does not replace a path inside a folder that it has just put in', () => {
    const nested = [
      { mountPath: '/data', folder: '/mount/share' },
      { mountPath: '/mount', folder: '/data/share' },
    ];
    expect(replaceMounts('/data /mount', nested)).toBe('/mount/share /data/share');
  });
});

describe('a folder with a space in its path', () => {
  it('gets a plain name, and only that name is removed in the end', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'mounts-')), 'my share');
    await mkdir(folder);
    await writeFile(join(folder, 'model.json'), '{}');
    const links = new MountLinks();
    const plain = links.plain({ mountPath: '/mount', folder });
    expect(plain.folder).not.toContain(' ');
    expect(links.plain({ mountPath: '/other', folder }).folder).toBe(plain.folder);
    expect(await readdir(plain.folder)).toEqual(['model.json']);
    links.close();
    expect(await readdir(folder)).toEqual(['model.json']);
    await rm(join(folder, '..'), { recursive: true });
  });
});
