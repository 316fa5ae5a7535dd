import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import type { Side } from '@/lib/deployment/sync/changes';
import { openShare } from '@/lib/deployment/sync/open-share';
import { versionOf } from '@/lib/deployment/sync/own-files';
import { readShareSide } from '@/lib/deployment/sync/read-sides';
import { readShareState, type ShareState } from '@/lib/deployment/sync/share-state';
import { listSnapshots, readSnapshot } from '@/lib/deployment/sync/snapshots';
import { readTarget } from '@/lib/deployment/target';
import { isTerminal } from '@/lib/runs/status';
import { listRuns } from '@/lib/runs/store';

const MAX_PAST_RUNS = 200;

/** What the share holds now, or what it held after a run, by its id. */
type CodePoint = 'now' | (string & {});

export type CodePair = { from: CodePoint; to: CodePoint };

/** A file that is another one at the second point. `path` begins with `inference/`; sizes are in bytes. */
export type CodeChange = {
  path: string;
  kind: 'added' | 'changed' | 'removed';
  size: number;
  previousSize: number | null;
};

/** A run whose code can be gone back to. `kind` is null for a run that is not on record here. */
export type DeployedCode = { runId: string; at: string; kind: 'deploy' | 'rollback' | null };

type Content = { size: number; sha256: string };
type Files = ReadonlyMap<string, Content>;

/** The runs whose code the share keeps, the newest first: its own, and those of others who deploy to the same share. */
export async function listDeployedCode(project: Project, signal: AbortSignal): Promise<DeployedCode[]> {
  const share = await openShare(await readTarget(project), signal);
  const [snapshots, runs] = await Promise.all([
    listSnapshots(share, signal),
    listRuns(project.id, { limit: MAX_PAST_RUNS }),
  ]);
  // What a run that is at work has put there is not settled yet.
  const atWork = new Set(runs.flatMap(({ id, status }) => (isTerminal(status) ? [] : [id])));
  const kinds = new Map(runs.map(({ id, kind }) => [id, kind]));
  return snapshots
    .filter(({ runId }) => !atWork.has(runId))
    .map(({ runId, at }) => {
      const kind = kinds.get(runId);
      return { runId, at, kind: kind === 'deploy' || kind === 'rollback' ? kind : null };
    });
}

/** The files that differ between two points, by path. Throws `snapshot_missing`, `snapshot_unreadable`. */
export async function compareCode(
  project: Project,
  { from, to }: CodePair,
  signal: AbortSignal,
): Promise<CodeChange[]> {
  const share = await openShare(await readTarget(project), signal);
  const state = await readShareState(share, signal);
  const [before, after] = await Promise.all([
    filesAt(share, state, from, signal),
    filesAt(share, state, to, signal),
  ]);
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((path): CodeChange[] => {
    const old = before.get(path);
    const now = after.get(path);
    if (!now) return [{ path, kind: 'removed', size: 0, previousSize: old?.size ?? null }];
    if (!old) return [{ path, kind: 'added', size: now.size, previousSize: null }];
    if (old.sha256 === now.sha256) return [];
    return [{ path, kind: 'changed', size: now.size, previousSize: old.size }];
  });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One file at both points, for a difference. */
export async function readCodeSides(
  project: Project,
  { from, to, path }: CodePair & { path: string },
  signal: AbortSignal,
): Promise<{ before: Side; after: Side }> {
  const share = await openShare(await readTarget(project), signal);
  const state = await readShareState(share, signal);
  const side = async (point: CodePoint): Promise<Side> => {
    const content = (await filesAt(share, state, point, signal)).get(path);
    return content ? readShareSide(share, placeOf(state, content), signal) : { kind: 'absent' };
  };
  const [before, after] = await Promise.all([side(from), side(to)]);
  return { before, after };
}

async function filesAt(
  share: FileShare,
  { left }: ShareState,
  point: CodePoint,
  signal: AbortSignal,
): Promise<Files> {
  if (point === 'now') return left;
  const snapshot = await readSnapshot(share, point, signal);
  if (!snapshot) throw missing();
  return new Map(Object.entries(snapshot.files));
}

/** Where a content lies: in its place, if it is there still, else among what was replaced. */
function placeOf({ left }: ShareState, { sha256 }: Content): string {
  const inPlace = [...left].find(([, record]) => record.sha256 === sha256);
  return inPlace ? inPlace[0] : versionOf({ sha256 });
}

function missing(): AppError {
  return new AppError('not_found', {
    code: 'snapshot_missing',
    message: 'The share does not keep the code of that run any more.',
    action: 'Choose a later one, or deploy the code that you want from the project.',
    target: 'snapshot',
  });
}
