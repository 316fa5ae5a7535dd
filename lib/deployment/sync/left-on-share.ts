import 'server-only';
import { posix } from 'node:path';
import type { FileRecord, Manifest } from '@/lib/deployment/sync/manifest';
import type { RemoteFile, RemoteTree } from '@/lib/deployment/sync/remote-tree';
import { directoriesOf, isOtherCase, isOurs, nameKey } from '@/lib/deployment/sync/share-names';

/** By `nameKey`, because a share takes names that differ by case for one. */
export function byName(files: readonly RemoteFile[]): Map<string, RemoteFile> {
  return new Map(files.map((file) => [nameKey(file.path), file]));
}

/** Whether the share's file is the one that the record tells of. A time that one of them lacks proves nothing. */
export function isAsLeft(there: RemoteFile, record: FileRecord): boolean {
  const isSameTime =
    record.writtenAt === null || there.writtenAt === null || there.writtenAt === record.writtenAt;
  return there.size === record.size && isSameTime;
}

/**
 * What our last sync left of each file, whether it ended or broke off: where it broke off, the time of writing says which of
 * the two states a file is in. The manifest lies where others can write: paths outside `inference/` are not taken from it.
 */
export function leftOnShare({ files, pending }: Manifest, remote: RemoteTree): Map<string, FileRecord> {
  const onShare = byName(remote.files);
  const left = new Map(Object.entries(files).filter(([path]) => isOurs(path)));
  for (const [path, becomes] of Object.entries(pending)) {
    if (!isOurs(path)) continue;
    const there = onShare.get(nameKey(path));
    if (!there || isOtherCase(path, there.path)) left.delete(path);
    else if (becomes && isAsLeft(there, becomes)) left.set(path, becomes);
  }
  return left;
}

/** Every folder that a sync has made or may have been about to fill, to be taken away when nothing is left for it. */
export function knownFolders({ files, folders, pending }: Manifest): string[] {
  const paths = [...Object.keys(files), ...Object.keys(pending)].filter(isOurs);
  const nearest = new Set(paths.map((path) => posix.dirname(path)));
  const above = [...nearest].flatMap((folder) => [...directoriesOf(folder), folder]);
  return [...new Set([...above, ...folders.filter(isOurs)])];
}
