import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';

const LISTINGS_AT_ONCE = 8;

/** What lies below one directory of the share; files with their size in bytes. */
export type RemoteTree = { files: Map<string, number>; directories: Set<string> };

/** Lists a directory of the share and all below it; empty when it is not there. */
export async function listRemoteTree(
  share: FileShare,
  root: string,
  signal: AbortSignal,
): Promise<RemoteTree> {
  const tree: RemoteTree = { files: new Map(), directories: new Set() };
  let level = [root];
  while (level.length > 0) {
    const next: string[] = [];
    await forEachLimited(level, LISTINGS_AT_ONCE, signal, async (directory, bounded) => {
      const entries = await share.list(directory, bounded);
      if (!entries) return;
      tree.directories.add(directory);
      for (const { name, kind, size } of entries) {
        const path = `${directory}/${name}`;
        if (kind === 'directory') next.push(path);
        else tree.files.set(path, size);
      }
    });
    level = next;
  }
  return tree;
}
