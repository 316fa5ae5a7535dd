import 'server-only';
import { posix } from 'node:path';
import type { HashedFile } from '@/lib/deployment/hash-files';
import { INFERENCE_FOLDER } from '@/lib/deployment/local-files';
import type { Manifest } from '@/lib/deployment/manifest';
import type { RemoteTree } from '@/lib/deployment/remote-tree';

export type SyncPlan = {
  uploads: HashedFile[];
  /** Files that an earlier sync has put there and that the project has no more. */
  deletes: string[];
  unchanged: HashedFile[];
  /** Directories to make, each after the one above it. */
  newDirectories: string[];
};

/** What must change on the share. A file counts as unchanged if a sync left it whole and it still has its size. */
export function planSync(local: HashedFile[], manifest: Manifest, remote: RemoteTree): SyncPlan {
  const isUnchanged = ({ path, size, sha256 }: HashedFile) =>
    manifest[path]?.sha256 === sha256 && remote.files.get(path) === size;
  const unchanged = local.filter(isUnchanged);
  const uploads = local.filter((file) => !isUnchanged(file));
  const kept = new Set(local.map(({ path }) => path));
  const deletes = Object.keys(manifest).filter((path) => isOurs(path) && !kept.has(path));
  const needed = new Set(uploads.flatMap(({ path }) => directoriesOf(path)));
  const newDirectories = [...needed].filter((path) => !remote.directories.has(path)).sort();
  return { uploads, deletes, unchanged, newDirectories };
}

/** The manifest lies where others can write: it must not point a sync at the models. */
function isOurs(path: string): boolean {
  return path.startsWith(`${INFERENCE_FOLDER}/`) && posix.normalize(path) === path;
}

/** The directories above a path, outermost first. */
export function directoriesOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
