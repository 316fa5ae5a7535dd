import type { TreeNode } from '@/app/_ui/tree-rows';
import type { FileChange } from '@/lib/deployment/sync/changes';

type Counts = Record<FileChange['kind'], number>;

/** What a row of the tree is about; a folder tells how many of the files below it are of which kind. */
export type ChangeEntry = { kind: 'folder'; counts: Counts } | { kind: 'file'; change: FileChange };

type Folder = { folders: Map<string, Folder>; files: FileChange[] };

const emptyFolder = (): Folder => ({ folders: new Map(), files: [] });

/** The changes as a tree: folders first, each in order of name. Folders that hold nothing but one folder share a row with it. */
export function changeTree(changes: readonly FileChange[]): TreeNode<ChangeEntry>[] {
  const root = emptyFolder();
  for (const change of changes) {
    let folder = root;
    for (const name of change.path.split('/').slice(0, -1)) {
      const next = folder.folders.get(name) ?? emptyFolder();
      folder.folders.set(name, next);
      folder = next;
    }
    folder.files.push(change);
  }
  return nodesOf(root, '');
}

/** How many files are of which kind. */
export function countKinds(changes: readonly FileChange[]): Counts {
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}

function nodesOf(folder: Folder, above: string): TreeNode<ChangeEntry>[] {
  const folders = [...folder.folders].sort(([a], [b]) => (a < b ? -1 : 1));
  const files = folder.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return [
    ...folders.map(([name, inner]) => folderNode(inner, name, `${above}${name}`)),
    ...files.map((change): TreeNode<ChangeEntry> => {
      return { id: change.path, label: change.path.slice(above.length), value: { kind: 'file', change } };
    }),
  ];
}

function folderNode(folder: Folder, label: string, path: string): TreeNode<ChangeEntry> {
  const [only, ...others] = folder.folders;
  if (only && others.length === 0 && folder.files.length === 0) {
    return folderNode(only[1], `${label}/${only[0]}`, `${path}/${only[0]}`);
  }
  // A slash at the end keeps a folder apart from a file of its name, which may have been there before it.
  const id = `${path}/`;
  return {
    id,
    label,
    children: nodesOf(folder, id),
    value: { kind: 'folder', counts: countKinds(filesBelow(folder)) },
  };
}

function filesBelow({ folders, files }: Folder): FileChange[] {
  return [...files, ...[...folders.values()].flatMap(filesBelow)];
}
