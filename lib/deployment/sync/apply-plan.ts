import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';
import { type FileRecord, type Manifest, OWN_FOLDER, writeManifest } from '@/lib/deployment/sync/manifest';
import { besideOf, SNAPSHOTS, UPLOADS, VERSIONS } from '@/lib/deployment/sync/own-files';
import type { ShareState } from '@/lib/deployment/sync/share-state';
import type { SyncPlan, Wanted } from '@/lib/deployment/sync/sync-plan';
import { type Content, Versions } from '@/lib/deployment/sync/versions';

const FILES_AT_ONCE = 32;
const DIRECTORIES_AT_ONCE = 16;

/** Where a file's content comes from. */
export type Bringer<T> = {
  /** Whether it appears at a place in one step, so that nobody ever sees a part of it. */
  isAtOnce(file: T): boolean;
  bring(
    file: T,
    to: { path: string; writtenAt: number; isBegun: boolean },
    signal: AbortSignal,
  ): Promise<void>;
  /** It is in its place. */
  onBrought(file: T): Promise<void>;
};

/** What was replaced or taken away, by the path that it had. */
export type PutAside = Record<string, Content>;

/**
 * Carries a plan out. The manifest tells beforehand what each file becomes and afterwards what it is: whenever this breaks off,
 * every file is whole, in one state or the other, and the next sync knows in which.
 */
export async function applyPlan<T extends Wanted>(
  share: FileShare,
  state: ShareState,
  plan: SyncPlan<T>,
  target: { folders: string[]; bringer: Bringer<T> },
  signal: AbortSignal,
): Promise<{ manifest: Manifest; putAside: PutAside }> {
  const { manifest: before, left } = state;
  const { brings, removals, records } = plan;
  const isTouched = brings.length + removals.length + plan.newDirectories.length + plan.emptied.length > 0;
  const brokeOff = Object.keys(before.pending).length > 0;
  await makeOwnFolders(share, state, isTouched, signal);
  const isBesides = ({ file, replaces }: SyncPlan<T>['brings'][number]) =>
    replaces !== null || !target.bringer.isAtOnce(file);
  const begun = brokeOff
    ? await tidyUploads(
        share,
        brings.filter(isBesides).map(({ file }) => file),
        signal,
      )
    : new Map<string, number>();

  const writtenAt = newTime(left);
  const becomes: Record<string, FileRecord> = {};
  for (const { file } of brings) {
    const { path, size, sha256 } = file;
    becomes[path] = { size, sha256, writtenAt: begun.get(besideOf(file)) ?? writtenAt };
  }
  const after: Manifest = { files: { ...records, ...becomes }, folders: target.folders, pending: {} };
  if (!isTouched) {
    if (!isSame(before, after)) await writeManifest(share, after, signal);
    return { manifest: after, putAside: {} };
  }

  const goes = Object.fromEntries(removals.map(({ there }) => [there.path, null]));
  const files = { ...records, ...knownOf(plan, left) };
  const folders = [...new Set([...before.folders, ...target.folders])];
  await writeManifest(share, { files, folders, pending: { ...goes, ...becomes } }, signal);

  const putAside: PutAside = {};
  const isAnythingOld = removals.length > 0 || brings.some(({ replaces }) => replaces !== null);
  const versions = isAnythingOld ? await Versions.open(share, !brokeOff, signal) : null;
  const note = (path: string, content: Content | null | undefined) => {
    if (content) putAside[path] = { size: content.size, sha256: content.sha256 };
  };
  await forEachLimited(removals, FILES_AT_ONCE, signal, async (removal, bounded) =>
    note(removal.there.path, await versions?.putAway(removal, bounded)),
  );
  // One that still holds something, ours or not, stays.
  for (const directory of plan.emptied) await share.deleteEmptyDirectory(directory, signal);
  await makeDirectories(share, plan.newDirectories, signal);

  const largestFirst = brings.toSorted((a, b) => b.file.size - a.file.size);
  await forEachLimited(largestFirst, FILES_AT_ONCE, signal, async (brought, bounded) => {
    const { file, replaces } = brought;
    const { bringer } = target;
    const beside = besideOf(file);
    const time = begun.get(beside) ?? writtenAt;
    if (!isBesides(brought)) {
      await bringer.bring(file, { path: file.path, writtenAt: time, isBegun: false }, bounded);
    } else {
      await bringer.bring(file, { path: beside, writtenAt: time, isBegun: begun.has(beside) }, bounded);
      if (replaces) note(file.path, await versions?.keep(replaces, bounded));
      await share.rename(beside, file.path, { size: file.size, writtenAt: time }, bounded);
    }
    await bringer.onBrought(file);
  });
  await writeManifest(share, after, signal);
  return { manifest: after, putAside };
}

/** Later than every time that a sync has given a file, even where this machine's clock has been set back. */
function newTime(left: ReadonlyMap<string, FileRecord>): number {
  return [...left.values()].reduce(
    (latest, record) => Math.max(latest, (record.writtenAt ?? 0) + 1),
    Date.now(),
  );
}

/** What we know of the files that are about to change, for as long as they have not. */
function knownOf<T extends Wanted>(
  { brings, removals }: SyncPlan<T>,
  left: ReadonlyMap<string, FileRecord>,
): Record<string, FileRecord> {
  const touched = [...brings.map(({ file }) => file.path), ...removals.map(({ there }) => there.path)];
  const known = touched.flatMap((path): [string, FileRecord][] => {
    const record = left.get(path);
    return record ? [[path, record]] : [];
  });
  return Object.fromEntries(known);
}

async function makeOwnFolders(
  share: FileShare,
  { ownFolders }: ShareState,
  isTouched: boolean,
  signal: AbortSignal,
): Promise<void> {
  const needed = isTouched ? [OWN_FOLDER, UPLOADS, VERSIONS, SNAPSHOTS] : [OWN_FOLDER, SNAPSHOTS];
  await makeDirectories(
    share,
    needed.filter((folder) => !ownFolders.has(folder)),
    signal,
  );
}

/** Those of one depth at once, after those above them. */
async function makeDirectories(
  share: FileShare,
  directories: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const levels = Map.groupBy(directories, (path) => path.split('/').length);
  for (const [, level] of [...levels].sort(([a], [b]) => a - b)) {
    await forEachLimited(level, DIRECTORIES_AT_ONCE, signal, (path, bounded) =>
      share.makeDirectory(path, bounded),
    );
  }
}

/**
 * After a sync that broke off: takes away what it left half and nobody needs, and says which of the files are begun, with the
 * time of writing that they have.
 */
async function tidyUploads(
  share: FileShare,
  wanted: readonly Wanted[],
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const begun = new Map<string, number>();
  const sizes = new Map(wanted.map((file) => [besideOf(file), file.size]));
  const unneeded: string[] = [];
  for (const { name, size, writtenAt } of (await share.list(UPLOADS, signal)) ?? []) {
    const path = `${UPLOADS}/${name}`;
    if (sizes.get(path) === size && writtenAt !== null) begun.set(path, writtenAt);
    else unneeded.push(path);
  }
  await forEachLimited(unneeded, FILES_AT_ONCE, signal, (path, bounded) => share.deleteFile(path, bounded));
  return begun;
}

function isSame(before: Manifest, after: Manifest): boolean {
  const isSameRecord = ([path, { size, sha256, writtenAt }]: [string, FileRecord]) => {
    const known = before.files[path];
    return known?.sha256 === sha256 && known.size === size && known.writtenAt === writtenAt;
  };
  const files = Object.entries(after.files);
  return (
    Object.keys(before.pending).length === 0 &&
    files.length === Object.keys(before.files).length &&
    files.every(isSameRecord) &&
    [...before.folders].sort().join('\n') === [...after.folders].sort().join('\n')
  );
}
