import { expect, it } from 'vitest';
import type { FileEntry } from '@/lib/config/files/list-files';
import { isOpenAtFirst, treeOf } from './tree-of';

const entry = (path: string, kind: FileEntry['kind'] = 'file'): FileEntry => ({ path, kind, size: null });

it('puts each entry into its folder, in the order given', () => {
  const tree = treeOf([
    entry('inference', 'folder'),
    entry('inference/lib', 'folder'),
    entry('inference/lib/a.py'),
    entry('inference/out', 'link'),
    entry('inference/app.py'),
    entry('infra', 'folder'),
  ]);
  const outline = (nodes: typeof tree): unknown[] =>
    nodes.map(({ label, children }) => (children ? [label, outline(children)] : label));
  expect(outline(tree)).toEqual([
    ['inference', [['lib', ['a.py']], 'out', 'app.py']],
    ['infra', []],
  ]);
});

it('opens the way to the file that is shown, and the two folders at the top', () => {
  expect(isOpenAtFirst('inference', null)).toBe(true);
  expect(isOpenAtFirst('inference/lib', null)).toBe(false);
  expect(isOpenAtFirst('inference/lib', 'inference/lib/deep/a.py')).toBe(true);
  expect(isOpenAtFirst('inference/lib', 'inference/library/a.py')).toBe(false);
});
