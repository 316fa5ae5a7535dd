import 'server-only';
import { z } from 'zod';
import type { FileShare } from '@/lib/azure/file-share';
import { AppError } from '@/lib/core/errors';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';
import type { Manifest } from '@/lib/deployment/sync/manifest';
import { SNAPSHOTS, VERSIONS } from '@/lib/deployment/sync/own-files';

/** How many deploys one can go back to. */
const KEPT_SNAPSHOTS = 20;
/** Tidying up reads all that are kept, so it is done now and then. */
const SNAPSHOTS_BEFORE_TIDYING = 30;
const AT_ONCE = 8;
const NAME = /^(?<runId>[\w-]{1,64})\.json$/;

const contents = z.record(z.string(), z.object({ size: z.number(), sha256: z.string() }));

const snapshotSchema = z.object({
  version: z.literal(1),
  runId: z.string(),
  at: z.string(),
  files: contents,
  folders: z.array(z.string()).default([]),
  replaced: contents.default({}),
});

/**
 * What the share held after a run: bytes and hash by path, and the empty folders. `replaced` is what the run took from its
 * place. `at` is ISO 8601 in UTC.
 */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** The runs that one can go back to, the newest first; `at` is ISO 8601 in UTC. */
export async function listSnapshots(
  share: FileShare,
  signal: AbortSignal,
): Promise<{ runId: string; at: string }[]> {
  const entries = (await share.list(SNAPSHOTS, signal)) ?? [];
  const found = entries.flatMap(({ name, writtenAt }) => {
    const runId = NAME.exec(name)?.groups?.runId;
    return runId ? [{ runId, writtenAt: writtenAt ?? 0 }] : [];
  });
  return found
    .sort((a, b) => b.writtenAt - a.writtenAt)
    .map(({ runId, writtenAt }) => ({ runId, at: new Date(writtenAt).toISOString() }));
}

/** What the share held after a run; null when that is not known any more. AppError `snapshot_unreadable`. */
export async function readSnapshot(
  share: FileShare,
  runId: string,
  signal: AbortSignal,
): Promise<Snapshot | null> {
  const path = placeOf(runId);
  const text = NAME.test(`${runId}.json`) ? await share.readText(path, signal) : null;
  if (text === null) return null;
  try {
    return snapshotSchema.parse(JSON.parse(text));
  } catch (cause) {
    const info = {
      code: 'snapshot_unreadable',
      message: 'What the share keeps of that deploy cannot be read.',
      action: 'Go back to another deploy, or deploy the code that you want from the project.',
      target: path,
    };
    throw new AppError('conflict', info, { cause });
  }
}

/** Leaves behind what the share holds after a run, and forgets the oldest runs with what only they need. */
export async function writeSnapshot(
  share: FileShare,
  runId: string,
  { files, folders }: Manifest,
  replaced: Snapshot['replaced'],
  signal: AbortSignal,
): Promise<void> {
  const plain = Object.entries(files).map(([path, { size, sha256 }]) => [path, { size, sha256 }]);
  const at = new Date().toISOString();
  const snapshot = { version: 1, runId, at, files: Object.fromEntries(plain), folders, replaced };
  await share.writeText(placeOf(runId), `${JSON.stringify(snapshot)}\n`, signal);
  const all = await listSnapshots(share, signal);
  if (all.length > SNAPSHOTS_BEFORE_TIDYING) await tidy(share, all, signal);
}

async function tidy(share: FileShare, all: { runId: string }[], signal: AbortSignal): Promise<void> {
  const needed = new Set<string>();
  await forEachLimited(all.slice(0, KEPT_SNAPSHOTS), AT_ONCE, signal, async ({ runId }, bounded) => {
    const snapshot = await readSnapshot(share, runId, bounded);
    const kept = [...Object.values(snapshot?.files ?? {}), ...Object.values(snapshot?.replaced ?? {})];
    for (const { sha256 } of kept) needed.add(sha256);
  });
  // The snapshots first: a version that nobody needs is found again, one that is missed is not.
  const old = all.slice(KEPT_SNAPSHOTS).map(({ runId }) => placeOf(runId));
  const versions = (await share.list(VERSIONS, signal)) ?? [];
  const unneeded = versions.filter(({ name }) => !needed.has(name)).map(({ name }) => `${VERSIONS}/${name}`);
  for (const paths of [old, unneeded])
    await forEachLimited(paths, AT_ONCE, signal, (path, bounded) => share.deleteFile(path, bounded));
}

function placeOf(runId: string): string {
  return `${SNAPSHOTS}/${runId}.json`;
}
