import 'server-only';
import type { RemoteTree } from '@/lib/deployment/sync/remote-tree';
import { directoriesOf, isOurs, nameKey, type ShareNames } from '@/lib/deployment/sync/share-names';

/**
 * The directories to make, each after the one above it, and those to take away if they are empty, innermost first: the folders
 * that a sync has made, and those where a file is to stand.
 */
export function planDirectories(
  names: ShareNames,
  made: readonly string[],
  { directories }: RemoteTree,
): { newDirectories: string[]; emptied: string[] } {
  const wanted = [...names.values()].filter(({ kind }) => kind === 'directory').map(({ path }) => path);
  const there = new Set([...directories].map(nameKey));
  const left = new Set(made.filter(isOurs).map(nameKey));
  const standsForFile = (path: string) => names.get(nameKey(path))?.kind === 'file';
  const isEmptied = (path: string) =>
    names.get(nameKey(path))?.kind !== 'directory' &&
    (left.has(nameKey(path)) || [...directoriesOf(path), path].some(standsForFile));
  return {
    newDirectories: wanted.filter((path) => !there.has(nameKey(path))).sort(),
    emptied: [...directories].filter(isEmptied).sort().reverse(),
  };
}
