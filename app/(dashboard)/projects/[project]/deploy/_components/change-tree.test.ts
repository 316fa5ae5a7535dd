import { describe, expect, it } from 'vitest';
import type { TreeNode } from '@/app/_ui/tree-rows';
import type { FileChange } from '@/lib/deployment/sync/changes';
import { type ChangeEntry, changeTree, countKinds } from './change-tree';

const change = (path: string, kind: FileChange['kind'] = 'changed'): FileChange => ({
  path,
  kind,
  size: 1,
  previousSize: 1,
  onShare: 'as-left',
});

/** As an indented list, with the counts of folders: added, changed, removed. */
function drawn(nodes: TreeNode<ChangeEntry>[], indent = ''): string[] {
  return nodes.flatMap(({ label, value, children = [] }) => {
    const counts = value.kind === 'folder' ? ` ${Object.values(value.counts).join(' ')}` : '';
    return [`${indent}${label}${counts}`, ...drawn(children, `${indent}  `)];
  });
}

describe('changeTree', () => {
  it('puts folders before files, each in order, and counts what is below', () => {
    const files = [
      change('inference/zoo.py'),
      change('inference/app.py', 'added'),
      change('inference/pages/home.html', 'removed'),
      change('inference/pages/parts/nav.html', 'added'),
    ];
    expect(drawn(changeTree(files))).toEqual([
      'inference 2 1 1',
      '  pages 1 0 1',
      '    parts 1 0 0',
      '      nav.html',
      '    home.html',
      '  app.py',
      '  zoo.py',
    ]);
  });

  it('draws folders in one row that hold nothing but one folder', () => {
    const [root] = changeTree([change('inference/a/b/one.txt'), change('inference/a/b/two.txt')]);
    expect(root).toMatchObject({ id: 'inference/a/b/', label: 'inference/a/b' });
    expect(root?.children?.map(({ label }) => label)).toEqual(['one.txt', 'two.txt']);
  });

  it('keeps a file apart from the folder that takes its name', () => {
    const [root] = changeTree([change('inference/x', 'removed'), change('inference/x/y', 'added')]);
    expect(root?.children?.map(({ id }) => id)).toEqual(['inference/x/', 'inference/x']);
  });

  it('is empty where nothing changes', () => {
    expect(changeTree([])).toEqual([]);
    expect(countKinds([])).toEqual({ added: 0, changed: 0, removed: 0 });
  });
});
