import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';

const LISTINGS_AT_ONCE = 16;

/** `writtenAt` in ms since 1970; null where the share does not say. */
export type RemoteFile = { path: string; size: number; writtenAt: number | null };

/** What lies below one directory of the share. */
export type RemoteTree = { files: RemoteFile[]; directories: Set<string> };

/** Lists a directory of the share and all below it; empty when it is not there. */
export async function listRemoteTree(
  share: FileShare,
  root: string,
  signal: AbortSignal,
): Promise<RemoteTree> {
  const tree: RemoteTree = { files: [], directories: new Set() };
  let level = [root];
  while (level.length > 0) {
    const next: string[] = [];
    await forEachLimited(level, LISTINGS_AT_ONCE, signal, async (directory, bounded) => {
      const entries = await share.list(directory, bounded);
      if (!entries) return;
      tree.directories.add(directory);
      for (const { name, kind, size, writtenAt } of entries) {
        const path = `${directory}/${name}`;
        if (kind === 'directory') next.push(path);
        else tree.files.push({ path, size, writtenAt });
      }
    });
    level = next;
  }
  return tree;
}
