'use client';

import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { cx } from './cx';
import { type TreeNode, type TreeRow, treeMove, visibleRows } from './tree-rows';

const INDENT_REM = 0.875;

type TreeProps<T> = {
  label: string;
  nodes: readonly TreeNode<T>[];
  /** The chosen entry. */
  selected: string | undefined;
  /** Which folders are open before anybody has opened or closed one. */
  openAtFirst: (node: TreeNode<T>) => boolean;
  onChoose: (node: TreeNode<T>) => void;
  /** What stands in a row, after the mark of a folder. */
  children: (node: TreeNode<T>, row: TreeRow<T>) => ReactNode;
};

/** A tree of folders and files, worked with the arrow keys, letters and Enter as ARIA's tree view is. One stop for Tab. */
export function Tree<T>({ label, nodes, selected, openAtFirst, onChoose, children }: TreeProps<T>) {
  const [turned, setTurned] = useState<Record<string, boolean>>({});
  const [focused, setFocused] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const first = openIds(nodes, openAtFirst);
  const rows = visibleRows(nodes, (id) => turned[id] ?? first.has(id));
  const isThere = (id: string | undefined) => rows.some(({ node }) => node.id === id);
  const stop = isThere(focused) ? focused : isThere(selected) ? selected : rows[0]?.node.id;

  const toggle = ({ node, open }: TreeRow<T>) => setTurned({ ...turned, [node.id]: !open });
  const choose = (row: TreeRow<T>) => (row.open === undefined ? onChoose(row.node) : toggle(row));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || stop === undefined) return;
    const move = treeMove(rows, stop, event.key);
    const index = rows.findIndex(({ node }) => node.id === move?.id);
    const row = rows[index];
    if (!move || !row) return;
    event.preventDefault();
    if (move.kind === 'toggle') toggle(row);
    if (move.kind === 'choose') choose(row);
    setFocused(row.node.id);
    const item = list.current?.children[index];
    if (item instanceof HTMLElement) item.focus();
  };

  return (
    <div ref={list} role="tree" aria-label={label} onKeyDown={onKeyDown} className="py-1.5">
      {rows.map((row) => {
        const { node, level, position, siblings, open } = row;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys of all its rows.
          <div
            key={node.id}
            role="treeitem"
            aria-level={level}
            aria-posinset={position}
            aria-setsize={siblings}
            aria-expanded={open}
            aria-selected={node.id === selected}
            tabIndex={node.id === stop ? 0 : -1}
            onFocus={() => setFocused(node.id)}
            onClick={() => choose(row)}
            style={{ paddingInlineStart: `${0.75 + (level - 1) * INDENT_REM}rem` }}
            className={cx(
              'flex min-h-7 cursor-pointer items-center gap-1.5 pr-4 text-xs -outline-offset-2 [content-visibility:auto] [contain-intrinsic-block-size:1.75rem] touch:min-h-10',
              node.id === selected ? 'bg-accent-wash' : 'hover:bg-raised',
            )}
          >
            <ChevronRight
              aria-hidden
              className={cx(
                'size-3.5 shrink-0 text-ink-soft transition-transform',
                open === undefined && 'invisible',
                open && 'rotate-90',
              )}
            />
            {children(node, row)}
          </div>
        );
      })}
    </div>
  );
}

function openIds<T>(nodes: readonly TreeNode<T>[], isOpen: (node: TreeNode<T>) => boolean): Set<string> {
  const ids = new Set<string>();
  const visit = (node: TreeNode<T>) => {
    if (!node.children) return;
    if (isOpen(node)) ids.add(node.id);
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return ids;
}
