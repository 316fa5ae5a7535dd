/** One entry of a tree; a folder has `children`, if only an empty list. `id` is unique in its tree. */
export type TreeNode<T> = { id: string; label: string; children?: TreeNode<T>[]; value: T };

/** An entry that is in sight, with its place as a screen reader tells it: all three count from 1. */
export type TreeRow<T> = {
  node: TreeNode<T>;
  level: number;
  position: number;
  siblings: number;
  parent?: string;
  /** Undefined for what has no children to show. */
  open?: boolean;
};

/** The entries in sight from top to bottom, when `isOpen` says which folders are open. */
export function visibleRows<T>(nodes: readonly TreeNode<T>[], isOpen: (id: string) => boolean): TreeRow<T>[] {
  const rows: TreeRow<T>[] = [];
  const add = (siblings: readonly TreeNode<T>[], level: number, parent?: string) => {
    for (const [index, node] of siblings.entries()) {
      const place = { node, level, position: index + 1, siblings: siblings.length };
      const open = node.children && isOpen(node.id);
      rows.push({ ...place, ...(parent !== undefined && { parent }), ...(open !== undefined && { open }) });
      if (open) add(node.children ?? [], level + 1, node.id);
    }
  };
  add(nodes, 1);
  return rows;
}

/** What a key does in a tree: `go` moves the focus, `toggle` opens or closes, `choose` is what a click does. */
export type TreeMove = { kind: 'go' | 'toggle' | 'choose'; id: string };

/** The move that a key makes from the entry `at`, by the conventions of ARIA's tree view; undefined for other keys. */
export function treeMove<T>(rows: readonly TreeRow<T>[], at: string, key: string): TreeMove | undefined {
  const index = rows.findIndex(({ node }) => node.id === at);
  const row = rows[index];
  if (!row) return undefined;
  const go = (to: TreeRow<T> | undefined): TreeMove | undefined => to && { kind: 'go', id: to.node.id };
  switch (key) {
    case 'ArrowDown':
      return go(rows[index + 1]);
    case 'ArrowUp':
      return go(rows[index - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (row.open === false) return { kind: 'toggle', id: at };
      return row.open && rows[index + 1]?.parent === at ? go(rows[index + 1]) : undefined;
    case 'ArrowLeft':
      if (row.open) return { kind: 'toggle', id: at };
      return row.parent === undefined ? undefined : { kind: 'go', id: row.parent };
    case 'Enter':
    case ' ':
      return { kind: 'choose', id: at };
    default:
      return startsWithKey(rows, index, key);
  }
}

/** The next entry, from the present one on and round, whose name begins with the letter that was typed. */
function startsWithKey<T>(rows: readonly TreeRow<T>[], index: number, key: string): TreeMove | undefined {
  if ([...key].length !== 1) return undefined;
  const after = [...rows.slice(index + 1), ...rows.slice(0, index)];
  const found = after.find(({ node }) => node.label.toLowerCase().startsWith(key.toLowerCase()));
  return found && { kind: 'go', id: found.node.id };
}
