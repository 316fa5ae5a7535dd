import type { TreeNode } from '@/app/_ui/tree-rows';
import type { FileEntry } from '@/lib/config/files/list-files';

/** The entries as a tree. Each comes after its folder, and those of one folder are in the order they are shown in. */
export function treeOf(entries: readonly FileEntry[]): TreeNode<FileEntry>[] {
  const roots: TreeNode<FileEntry>[] = [];
  const folders = new Map<string, TreeNode<FileEntry>[]>();
  for (const entry of entries) {
    const cut = entry.path.lastIndexOf('/');
    const node: TreeNode<FileEntry> = { id: entry.path, label: entry.path.slice(cut + 1), value: entry };
    if (entry.kind === 'folder') {
      node.children = [];
      folders.set(entry.path, node.children);
    }
    (cut < 0 ? roots : folders.get(entry.path.slice(0, cut)))?.push(node);
  }
  return roots;
}

/** Whether a folder is open at first: the two at the top, and those on the way to the file that is shown. */
export function isOpenAtFirst(folder: string, shown: string | null): boolean {
  return !folder.includes('/') || shown?.startsWith(`${folder}/`) === true;
}
