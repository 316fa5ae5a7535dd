import { describe, expect, it } from 'vitest';
import { planSync } from '@/lib/deployment/sync/sync-plan';

const file = (path: string, sha256 = path, size = 3) => ({
  path,
  sha256,
  size,
  absolutePath: `/project/${path}`,
});
const remote = (files: Record<string, number>, directories: string[] = ['inference']) => ({
  files: new Map(Object.entries(files)),
  directories: new Set(directories),
});
const entry = (path: string, sha256 = path) => ({ [path]: { size: 3, sha256 } });

describe('planSync', () => {
  it('uploads everything the first time, into directories made from the outside in', () => {
    const plan = planSync([file('inference/a/b/c.py'), file('inference/app.py')], {}, remote({}, []));
    expect(plan.uploads).toHaveLength(2);
    expect(plan.newDirectories).toEqual(['inference', 'inference/a', 'inference/a/b']);
  });

  it('leaves alone what an earlier sync vouches for', () => {
    const plan = planSync(
      [file('inference/app.py')],
      entry('inference/app.py'),
      remote({ 'inference/app.py': 3 }),
    );
    expect(plan).toMatchObject({ uploads: [], deletes: [], newDirectories: [] });
    expect(plan.unchanged).toHaveLength(1);
  });

  it.each([
    ['its content is another', entry('inference/app.py', 'old'), { 'inference/app.py': 3 }],
    ['someone removed it from the share', entry('inference/app.py'), {}],
    ['someone changed its size on the share', entry('inference/app.py'), { 'inference/app.py': 9 }],
    ['nobody vouches for it', {}, { 'inference/app.py': 3 }],
  ])('uploads a file again when %s', (_, manifest, files: Record<string, number>) => {
    expect(planSync([file('inference/app.py')], manifest, remote(files)).uploads).toHaveLength(1);
  });

  it('deletes what an earlier sync put there, never what someone else did', () => {
    const files = { 'inference/old.py': 3, 'inference/theirs.txt': 3 };
    expect(planSync([], entry('inference/old.py'), remote(files)).deletes).toEqual(['inference/old.py']);
  });

  it('deletes nothing outside inference, whatever the manifest claims', () => {
    const manifest = {
      ...entry('models/base/config.json'),
      ...entry('inference/../models/adapter/adapter_config.json'),
    };
    expect(planSync([], manifest, remote({})).deletes).toEqual([]);
  });

  it('takes a file away before it comes back under a name of another case, which a share takes for the same', () => {
    const plan = planSync(
      [file('inference/app.py')],
      entry('inference/App.py', 'inference/app.py'),
      remote({ 'inference/App.py': 3 }),
    );
    expect(plan.deletes).toEqual(['inference/App.py']);
    expect(plan.uploads.map(({ path }) => path)).toEqual(['inference/app.py']);
  });

  it('never deletes a file that stays, under whatever case the manifest names it as well', () => {
    const manifest = { ...entry('inference/app.py'), ...entry('inference/App.py') };
    const plan = planSync([file('inference/app.py')], manifest, remote({ 'inference/app.py': 3 }));
    expect(plan).toMatchObject({ uploads: [], deletes: [] });
  });

  it.each([
    ['files', ['inference/a.py', 'inference/A.py']],
    ['folders', ['inference/Notes/a.md', 'inference/notes/b.md']],
    ['a file and a folder', ['inference/Notes', 'inference/notes/b.md']],
  ])('refuses names of %s that a share takes for the same', (_, paths) => {
    expect(() =>
      planSync(
        paths.map((path) => file(path)),
        {},
        remote({}),
      ),
    ).toThrow('differ only by case');
  });

  it.each([
    ['a file where a folder must be', 'inference/pages/one.txt', { 'inference/pages': 3 }, ['inference']],
    [
      'a folder with files where a file must be',
      'inference/pages',
      { 'inference/pages/theirs.txt': 3 },
      ['inference', 'inference/pages'],
    ],
  ])('names %s that someone else has put there', (_, path, files: Record<string, number>, directories) => {
    expect(() => planSync([file(path)], {}, remote(files, directories))).toThrow('is in the way');
  });
});
