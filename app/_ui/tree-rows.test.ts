import { describe, expect, it } from 'vitest';
import { type TreeNode, treeMove, visibleRows } from './tree-rows';

const file = (id: string): TreeNode<null> => ({ id, label: id.split('/').at(-1) ?? id, value: null });
const folder = (id: string, ...children: TreeNode<null>[]) => ({ ...file(id), children });
const tree = [
  folder('pages', file('pages/home.html'), folder('pages/parts', file('pages/parts/nav.html'))),
  folder('void'),
  file('app.py'),
];
const rowsWith = (...open: string[]) => visibleRows(tree, (id) => open.includes(id));
const ids = (...open: string[]) => rowsWith(...open).map(({ node }) => node.id);

describe('visibleRows', () => {
  it('hides what lies in a closed folder, and in an open one of a closed one', () => {
    expect(ids()).toEqual(['pages', 'void', 'app.py']);
    expect(ids('pages/parts')).toEqual(['pages', 'void', 'app.py']);
    expect(ids('pages', 'pages/parts')).toEqual([
      'pages',
      'pages/home.html',
      'pages/parts',
      'pages/parts/nav.html',
      'void',
      'app.py',
    ]);
  });

  it('tells each entry its place', () => {
    const [pages, home, parts] = rowsWith('pages');
    expect(pages).toMatchObject({ level: 1, position: 1, siblings: 3, open: true });
    expect(home).toMatchObject({ level: 2, position: 1, siblings: 2, parent: 'pages' });
    expect(home).not.toHaveProperty('open');
    expect(parts).toMatchObject({ open: false });
  });
});

describe('treeMove', () => {
  const move = (at: string, key: string, ...open: string[]) => {
    const made = treeMove(rowsWith(...open), at, key);
    return made && `${made.kind} ${made.id}`;
  };

  it.each([
    ['ArrowDown', 'pages', 'go pages/home.html'],
    ['ArrowDown', 'app.py', undefined],
    ['ArrowUp', 'void', 'go pages/parts'],
    ['ArrowUp', 'pages', undefined],
    ['Home', 'app.py', 'go pages'],
    ['End', 'pages', 'go app.py'],
    ['Enter', 'app.py', 'choose app.py'],
    [' ', 'void', 'choose void'],
    ['ArrowRight', 'pages', 'go pages/home.html'],
    ['ArrowRight', 'pages/parts', 'toggle pages/parts'],
    ['ArrowRight', 'app.py', undefined],
    ['ArrowLeft', 'pages', 'toggle pages'],
    ['ArrowLeft', 'pages/home.html', 'go pages'],
    ['ArrowLeft', 'app.py', undefined],
    ['Tab', 'app.py', undefined],
  ])('%s at %s: %s', (key, at, expected) => {
    expect(move(at, key, 'pages')).toBe(expected);
  });

  it('does not go from an open folder without anything in it into its neighbour', () => {
    expect(move('void', 'ArrowRight', 'void')).toBeUndefined();
  });

  it('goes to the next name that begins with a letter, round the end', () => {
    expect(move('app.py', 'P', 'pages')).toBe('go pages');
    expect(move('pages', 'p', 'pages')).toBe('go pages/parts');
    expect(move('pages', 'x', 'pages')).toBeUndefined();
  });

  it('does nothing from an entry that is out of sight', () => {
    expect(move('pages/home.html', 'ArrowDown')).toBeUndefined();
  });
});
