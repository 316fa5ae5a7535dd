import 'server-only';
import type { HashedFile } from '@/lib/deployment/sync/hash-files';
import type { Manifest } from '@/lib/deployment/sync/manifest';
import type { RemoteTree } from '@/lib/deployment/sync/remote-tree';
import {
  directoriesOf,
  isOtherCase,
  isOurs,
  nameKey,
  namesOf,
  refuseTaken,
} from '@/lib/deployment/sync/share-names';

export type SyncPlan = {
  uploads: HashedFile[];
  /** Files to take away before anything is uploaded, so that none stands where something new goes. */
  deletes: string[];
  /** Directories to take away after those files, if nothing is left in them: innermost first. */
  emptied: string[];
  unchanged: HashedFile[];
  /** Directories to make, each after the one above it. */
  newDirectories: string[];
};

/**
 * What must change on the share. A file counts as unchanged if a sync left it whole and it still has its size and name.
 * AppErrors `names_differ_by_case`, `name_taken`.
 */
export function planSync(local: HashedFile[], manifest: Manifest, remote: RemoteTree): SyncPlan {
  const names = namesOf(local.map(({ path }) => path));
  const onShare = new Map([...remote.files].map(([path, size]) => [nameKey(path), { path, size }]));
  const isUnchanged = ({ path, size, sha256 }: HashedFile) => {
    const there = onShare.get(nameKey(path));
    return manifest[path]?.sha256 === sha256 && there?.size === size && !isOtherCase(path, there.path);
  };
  const unchanged = local.filter(isUnchanged);
  const uploads = local.filter((file) => !isUnchanged(file));

  const paths = new Set(local.map(({ path }) => path));
  const untouched = new Set(unchanged.map(({ path }) => nameKey(path)));
  const gone = Object.keys(manifest).filter(
    (path) => isOurs(path) && !paths.has(path) && !untouched.has(nameKey(path)),
  );
  // Written over, these would keep their old name.
  const renamed = uploads.flatMap(({ path }) => {
    const there = onShare.get(nameKey(path))?.path;
    return there && isOtherCase(path, there) ? [there] : [];
  });
  const deletes = [...new Set([...gone.filter((path) => onShare.has(nameKey(path))), ...renamed])];
  const deleted = new Set(deletes.map(nameKey));
  refuseTaken(
    names,
    [...remote.files.keys()].filter((path) => !deleted.has(nameKey(path))),
  );

  const kept = new Set([...paths].flatMap(directoriesOf));
  const left = new Set(gone.flatMap(directoriesOf));
  const standsForFile = (path: string) => names.get(nameKey(path))?.kind === 'file';
  const emptied = [...remote.directories]
    .filter(
      (path) => !kept.has(path) && (left.has(path) || [...directoriesOf(path), path].some(standsForFile)),
    )
    .sort()
    .reverse();
  const needed = new Set(uploads.flatMap(({ path }) => directoriesOf(path)));
  const newDirectories = [...needed].filter((path) => !remote.directories.has(path)).sort();
  return { uploads, deletes, emptied, unchanged, newDirectories };
}
