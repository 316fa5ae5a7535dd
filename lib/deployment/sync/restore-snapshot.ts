import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import { AppError } from '@/lib/core/errors';
import { applyPlan } from '@/lib/deployment/sync/apply-plan';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';
import { byName, isAsLeft, knownFolders } from '@/lib/deployment/sync/left-on-share';
import { VERSIONS, versionOf } from '@/lib/deployment/sync/own-files';
import { isOurs, nameKey } from '@/lib/deployment/sync/share-names';
import { readShareState, type ShareState } from '@/lib/deployment/sync/share-state';
import { readSnapshot, writeSnapshot } from '@/lib/deployment/sync/snapshots';
import type { SyncSummary } from '@/lib/deployment/sync/sync';
import { planSync, type Wanted } from '@/lib/deployment/sync/sync-plan';
import { SyncProgress } from '@/lib/deployment/sync/sync-progress';
import type { StepContext } from '@/lib/runs/step';

const COPIES_AT_ONCE = 16;

/**
 * Makes the share's `inference/` what it was after the deploy `runId`, with what the share itself has kept: nothing travels.
 * What someone else has written meanwhile is replaced too, and kept aside. May be repeated after a crash.
 * AppErrors `snapshot_missing`, `snapshot_incomplete` (before anything is touched), `name_taken`.
 */
export async function restoreSnapshot(
  context: Pick<StepContext<unknown>, 'runId' | 'signal' | 'emit' | 'log'>,
  share: FileShare,
  runId: string,
  step = 'sync',
): Promise<SyncSummary> {
  const { signal } = context;
  const [snapshot, state] = await Promise.all([
    readSnapshot(share, runId, signal),
    readShareState(share, signal),
  ]);
  if (!snapshot) throw missing();
  const files = Object.entries(snapshot.files).filter(([path]) => isOurs(path));
  const wanted = files.map(([path, { size, sha256 }]): Wanted => ({ path, size, sha256 }));
  const folders = snapshot.folders.filter(isOurs);
  const known = { left: state.left, folders: knownFolders(state.manifest) };
  const plan = planSync({ wanted, folders }, known, state.remote, { keep: new Set(), overwrite: 'all' });
  await gather(
    share,
    state,
    plan.brings.map(({ file }) => file),
    signal,
  );

  const bytes = plan.brings.reduce((sum, { file }) => sum + file.size, 0);
  const progress = new SyncProgress(context, step, { bytes, files: plan.brings.length });
  await progress.tell();
  const bringer = {
    // A copy takes its time, in which a part of it could be seen.
    isAtOnce: () => false,
    bring: (file: Wanted, to: { path: string; writtenAt: number }, bounded: AbortSignal) =>
      share.copy(versionOf(file), to.path, new Date(to.writtenAt), bounded),
    async onBrought({ path, size }: Wanted) {
      context.log([`Restored ${path}`]);
      progress.bytes(size);
      await progress.file();
    },
  };
  const { manifest, putAside } = await applyPlan(share, state, plan, { folders, bringer }, signal);
  await writeSnapshot(share, context.runId, manifest, putAside, signal);
  await progress.tell();
  const counts = { uploaded: plan.brings.length, deleted: plan.removals.length, kept: 0, bytes };
  return { ...counts, unchanged: plan.unchanged.length };
}

/** Sees to it that the share keeps every content that is needed, before anything of it is replaced. */
async function gather(
  share: FileShare,
  { left, remote, manifest }: ShareState,
  needed: readonly Wanted[],
  signal: AbortSignal,
): Promise<void> {
  if (needed.length === 0) return;
  const kept = new Map((await share.list(VERSIONS, signal))?.map(({ name, size }) => [name, size]));
  const onShare = byName(remote.files);
  const inPlace = new Map<string, string>();
  for (const [path, record] of left) {
    const there = onShare.get(nameKey(path));
    if (there && isAsLeft(there, record)) inPlace.set(record.sha256, there.path);
  }
  const isKept = ({ sha256, size }: Wanted) => kept.get(sha256) === size;
  const lost = needed.filter((file) => !isKept(file) && !inPlace.has(file.sha256));
  if (lost.length > 0) throw incomplete(lost);
  // A copy that was under way when a sync broke off may not be whole; where there still is what it was made of, it is made again.
  const brokeOff = Object.keys(manifest.pending).length > 0;
  const toCopy = needed.filter((file) => inPlace.has(file.sha256) && (brokeOff || !isKept(file)));
  const unique = new Map(toCopy.map((file) => [file.sha256, file]));
  await forEachLimited([...unique.values()], COPIES_AT_ONCE, signal, (file, bounded) =>
    share.copy(inPlace.get(file.sha256) ?? '', versionOf(file), new Date(), bounded),
  );
}

function missing(): AppError {
  return new AppError('not_found', {
    code: 'snapshot_missing',
    message: 'The share does not keep what that deploy brought any more.',
    action: 'Go back to a later deploy, or deploy the code that you want from the project.',
  });
}

function incomplete(lost: readonly Wanted[]): AppError {
  const more = lost.length > 1 ? ` and ${lost.length - 1} more` : '';
  return new AppError('conflict', {
    code: 'snapshot_incomplete',
    message: `The share has lost ${lost[0]?.path}${more} as that deploy brought it; nothing was changed.`,
    action: 'Go back to another deploy, or deploy the code that you want from the project.',
    details: lost.map(({ path }) => path).slice(0, 20),
  });
}
