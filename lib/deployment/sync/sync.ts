import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import type { DeployInput } from '@/lib/deployment/deploy-input';
import { applyPlan } from '@/lib/deployment/sync/apply-plan';
import { ByteBudget } from '@/lib/deployment/sync/byte-budget';
import type { FileChange, RefusedFile } from '@/lib/deployment/sync/changes';
import { type HashedFile, hashFiles } from '@/lib/deployment/sync/hash-files';
import { knownFolders } from '@/lib/deployment/sync/left-on-share';
import { type LocalTree, readLocalTree } from '@/lib/deployment/sync/local-files';
import { recognize } from '@/lib/deployment/sync/recognize';
import { FILE_CHANGING, isSentAtOnce, type Sending, sendFile } from '@/lib/deployment/sync/send-file';
import { readShareState, type ShareState } from '@/lib/deployment/sync/share-state';
import { writeSnapshot } from '@/lib/deployment/sync/snapshots';
import { type Decisions, planSync, type SyncPlan } from '@/lib/deployment/sync/sync-plan';
import { SyncProgress } from '@/lib/deployment/sync/sync-progress';
import type { StepContext } from '@/lib/runs/step';

/** What may be read and not be sent yet. */
const MAX_BYTES_IN_FLIGHT = 32 * 1024 * 1024;
/** How often files that change while they are sent are looked at anew. */
const TAKES = 3;
const MAX_NAMED = 5;

/** `kept`: files that stay as someone else has left them on the share. */
export type SyncSummary = {
  uploaded: number;
  deleted: number;
  unchanged: number;
  kept: number;
  bytes: number;
};

type Context = Pick<StepContext<unknown>, 'runId' | 'project' | 'signal' | 'emit' | 'log'>;
type Look = { tree: LocalTree; hashed: HashedFile[]; state: ShareState };

/** Both sides as they are now; changes neither. */
export async function lookAtBoth(project: Project, share: FileShare, signal: AbortSignal): Promise<Look> {
  const tree = await readLocalTree(project);
  const [hashed, state] = await Promise.all([
    hashFiles(project, tree.files, signal),
    readShareState(share, signal),
  ]);
  return { tree, hashed, state: await recognize(share, state, hashed, signal) };
}

/** What would be done with what was seen. */
export function planOf({ tree, hashed, state }: Look, decisions: Decisions): SyncPlan<HashedFile> {
  const known = { left: state.left, folders: knownFolders(state.manifest) };
  return planSync({ wanted: hashed, folders: tree.emptyFolders }, known, state.remote, decisions);
}

/**
 * Makes the share's `inference/` what the project's is: only what changed travels, only what an earlier sync put there is
 * deleted, and what someone else has changed is touched only where `input` says so. Readers of the share see each file as it
 * was or as it becomes. It may break off at any moment: the next one finds what is there and goes on.
 * AppErrors `share_changed`, `file_changing`, and those of the folder.
 */
export async function syncToShare(
  context: Context,
  share: FileShare,
  input: DeployInput = {},
): Promise<SyncSummary> {
  for (let take = 1; ; take += 1) {
    try {
      return await syncOnce(context, share, input);
    } catch (error) {
      const isChanging = error instanceof AppError && error.info.code === FILE_CHANGING;
      if (!isChanging || take === TAKES) throw error;
      context.log([`${error.info.target} was changed while it was sent; looking at it anew.`]);
    }
  }
}

async function syncOnce(context: Context, share: FileShare, input: DeployInput): Promise<SyncSummary> {
  const { signal } = context;
  const look = await lookAtBoth(context.project, share, signal);
  const decisions = { keep: new Set(input.keep), overwrite: new Set(input.overwrite) };
  const plan = planOf(look, decisions);
  const isDecided = ({ path }: FileChange) => decisions.keep.has(path) || decisions.overwrite.has(path);
  const undecided = plan.changes.filter((change) => change.onShare !== 'as-left' && !isDecided(change));
  if (undecided.length > 0) throw shareChanged(undecided);
  await tellRefused(context, look.tree.refused);

  const summary = summarize(plan);
  const progress = new SyncProgress(context, 'sync', { bytes: summary.bytes, files: summary.uploaded });
  if (summary.uploaded > 0) await progress.tell();
  const budget = new ByteBudget(MAX_BYTES_IN_FLIGHT);
  const onBytes = (bytes: number) => progress.bytes(bytes);
  const sending: Omit<Sending, 'signal'> = { share, budget, memory: [], onBytes };
  const bringer = {
    isAtOnce: isSentAtOnce,
    bring: (
      file: HashedFile,
      to: { path: string; writtenAt: number; isBegun: boolean },
      bounded: AbortSignal,
    ) => sendFile({ ...sending, signal: bounded }, file, to),
    async onBrought({ path }: HashedFile) {
      context.log([`Uploaded ${path}`]);
      await progress.file();
    },
  };
  const target = { folders: look.tree.emptyFolders, bringer };
  const { manifest, putAside } = await applyPlan(share, look.state, plan, target, signal);
  await writeSnapshot(share, context.runId, manifest, putAside, signal);
  if (summary.uploaded > 0) await progress.tell();
  context.log([inWords(summary)]);
  return summary;
}

async function tellRefused(context: Context, refused: readonly RefusedFile[]): Promise<void> {
  if (refused.length === 0) return;
  context.log(refused.map(({ path, why }) => `Left behind ${path}: ${why}`));
  const named = refused.slice(0, MAX_NAMED).map(({ path, why }) => `${path} (${why.replace(/\.$/, '')})`);
  const more = refused.length > MAX_NAMED ? ` and ${refused.length - MAX_NAMED} more` : '';
  const message = `These stay behind: ${named.join(', ')}${more}.`;
  await context.emit({ type: 'notice', level: 'warning', message });
}

function shareChanged(undecided: readonly FileChange[]): AppError {
  const named = undecided.slice(0, MAX_NAMED).map(({ path }) => path);
  const more = undecided.length > MAX_NAMED ? ` and ${undecided.length - MAX_NAMED} more` : '';
  return new AppError('conflict', {
    code: 'share_changed',
    message: `Someone else has changed ${named.join(', ')}${more} on the share since the last deploy; nothing was touched.`,
    action:
      'Look at the differences on the Deploy page and say for each file whether to keep or to overwrite it.',
    details: undecided.map(({ path }) => path),
  });
}

function summarize({ brings, removals, unchanged, kept }: SyncPlan<HashedFile>): SyncSummary {
  return {
    uploaded: brings.length,
    deleted: removals.length,
    unchanged: unchanged.length,
    kept: kept.length,
    bytes: brings.reduce((sum, { file }) => sum + file.size, 0),
  };
}

function inWords({ uploaded, deleted, unchanged, kept, bytes }: SyncSummary): string {
  const left = kept > 0 ? ` Kept ${kept} as someone else has left them on the share.` : '';
  if (uploaded + deleted === 0) return `Nothing has changed: all ${unchanged} files are on the share.${left}`;
  return `Uploaded ${uploaded} files (${bytes} bytes), deleted ${deleted}, left ${unchanged} as they were.${left}`;
}
