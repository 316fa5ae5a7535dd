import 'server-only';
import type { FileChange, OnShare } from '@/lib/deployment/sync/changes';
import { byName, isAsLeft } from '@/lib/deployment/sync/left-on-share';
import type { FileRecord } from '@/lib/deployment/sync/manifest';
import { planDirectories } from '@/lib/deployment/sync/plan-directories';
import type { RemoteFile, RemoteTree } from '@/lib/deployment/sync/remote-tree';
import { isOtherCase, nameKey, namesOf, refuseTaken } from '@/lib/deployment/sync/share-names';

/** What the share is to have at a path, in whatever way it gets there. */
export type Wanted = { path: string; size: number; sha256: string };

/** What a person has decided on files that someone else has changed. What is in both lists is kept. */
export type Decisions = { keep: ReadonlySet<string>; overwrite: ReadonlySet<string> | 'all' };

/** A file that goes from its place; `record` is what we know of its content, null when someone else wrote it. */
export type Replaced = { there: RemoteFile; record: FileRecord | null };

export type SyncPlan<T extends Wanted> = {
  brings: { file: T; replaces: Replaced | null }[];
  /** Files to take away before anything is brought, so that none stands where something new goes. */
  removals: Replaced[];
  unchanged: T[];
  /** Files of the share that stay as someone else has left them, because a person said so. */
  kept: string[];
  /** What stays known of files that are not touched. */
  records: Record<string, FileRecord>;
  changes: FileChange[];
  /** Directories to make, each after the one above it. */
  newDirectories: string[];
  /** Directories to take away after the removals, if nothing is left in them: innermost first. */
  emptied: string[];
};

type Target<T> = { wanted: readonly T[]; folders: readonly string[] };
/** `folders`: every one that a sync has made. */
type Known = { left: ReadonlyMap<string, FileRecord>; folders: readonly string[] };

/**
 * What must change so that the share has what is wanted. Conflicts that nobody has decided count as kept; they are in `changes`.
 * AppErrors `names_differ_by_case`, `name_taken`.
 */
export function planSync<T extends Wanted>(
  { wanted, folders }: Target<T>,
  known: Known,
  remote: RemoteTree,
  decisions: Decisions,
): SyncPlan<T> {
  const names = namesOf(
    wanted.map(({ path }) => path),
    folders,
  );
  const onShare = byName(remote.files);
  const plan: SyncPlan<T> = {
    ...{ brings: [], removals: [], unchanged: [], kept: [], changes: [], newDirectories: [], emptied: [] },
    records: {},
  };
  const recordOf = (there: RemoteFile) => {
    const record = known.left.get(there.path);
    return record && isAsLeft(there, record) ? record : null;
  };
  const note = (change: FileChange) => {
    plan.changes.push(change);
    const goes = change.onShare === 'as-left' || isOverwritten(change.path, decisions);
    if (!goes) plan.kept.push(change.path);
    return goes;
  };

  for (const file of wanted) {
    const { path, size, sha256 } = file;
    const there = onShare.get(nameKey(path));
    const record = known.left.get(path);
    if (!there) {
      const onShare: OnShare = record ? 'removed' : 'as-left';
      if (note({ path, kind: 'added', size, previousSize: null, onShare }))
        plan.brings.push({ file, replaces: null });
      else if (record) plan.records[path] = record;
      continue;
    }
    const asLeft = recordOf(there);
    if (isOtherCase(path, there.path)) {
      // Written over, it would keep its old name.
      const onShare: OnShare = asLeft ? 'as-left' : 'foreign';
      if (note({ path, kind: 'changed', size, previousSize: there.size, onShare })) {
        plan.removals.push({ there, record: asLeft });
        plan.brings.push({ file, replaces: null });
      }
    } else if (asLeft?.sha256 === sha256) {
      plan.unchanged.push(file);
      plan.records[path] = asLeft;
    } else {
      const onShare: OnShare = asLeft ? 'as-left' : record ? 'changed' : 'foreign';
      if (note({ path, kind: 'changed', size, previousSize: there.size, onShare }))
        plan.brings.push({ file, replaces: { there, record: asLeft } });
      else if (record) plan.records[path] = record;
    }
  }

  const isWanted = (path: string) => {
    const name = names.get(nameKey(path));
    return name?.kind === 'file' && name.path === path;
  };
  const gone = [...known.left.keys()].filter((path) => !isWanted(path));
  for (const path of gone) {
    const there = onShare.get(nameKey(path));
    const isRecased = names.get(nameKey(path))?.kind === 'file';
    if (!there || isRecased || isOtherCase(path, there.path)) continue;
    const record = recordOf(there);
    const onShareNow: OnShare = record ? 'as-left' : 'changed';
    if (note({ path, kind: 'removed', size: 0, previousSize: there.size, onShare: onShareNow }))
      plan.removals.push({ there, record });
  }

  const removed = new Set(plan.removals.map(({ there }) => there.path));
  refuseTaken(
    names,
    remote.files.map(({ path }) => path).filter((path) => !removed.has(path)),
  );
  plan.changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { ...plan, ...planDirectories(names, known.folders, remote) };
}

function isOverwritten(path: string, { keep, overwrite }: Decisions): boolean {
  return !keep.has(path) && (overwrite === 'all' || overwrite.has(path));
}
