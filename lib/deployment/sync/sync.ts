import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import { INFERENCE_FOLDER } from '@/lib/config/project-folders';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';
import { type HashedFile, hashFiles } from '@/lib/deployment/sync/hash-files';
import { listLocalFiles } from '@/lib/deployment/sync/local-files';
import { type Manifest, readManifest, writeManifest } from '@/lib/deployment/sync/manifest';
import { listRemoteTree } from '@/lib/deployment/sync/remote-tree';
import { planSync, type SyncPlan } from '@/lib/deployment/sync/sync-plan';
import type { StepContext } from '@/lib/runs/step';

const UPLOADS_AT_ONCE = 16;
const DELETES_AT_ONCE = 8;
const PROGRESS_INTERVAL_MS = 500;

export type SyncSummary = { uploaded: number; deleted: number; unchanged: number; bytes: number };

/**
 * Makes the share's `inference/` what the project's is: only what changed travels, and only what an earlier sync put there is
 * deleted. A file is vouched for by the manifest, which forgets it before it is touched: after a crash it is uploaded again.
 */
export async function syncToShare(context: StepContext<unknown>, share: FileShare): Promise<SyncSummary> {
  const { signal } = context;
  const [local, manifest, remote] = await Promise.all([
    listLocalFiles(context.project).then((files) => hashFiles(files, signal)),
    readManifest(share, signal),
    listRemoteTree(share, INFERENCE_FOLDER, signal),
  ]);
  const plan = planSync(local, manifest, remote);
  const summary = summarize(plan);
  if (plan.uploads.length + plan.deletes.length > 0) {
    await writeManifest(share, whileTouched(plan), signal);
    await remove(share, plan, signal);
    for (const directory of plan.newDirectories) await share.makeDirectory(directory, signal);
    await upload(context, share, plan);
    await writeManifest(share, vouchFor(local), signal);
  }
  context.log([inWords(summary)]);
  return summary;
}

async function upload(context: StepContext<unknown>, share: FileShare, { uploads }: SyncPlan): Promise<void> {
  const total = sizeOf(uploads);
  const report = (done: number) =>
    context.emit({ type: 'step.progress', step: 'sync', done: Math.min(done, total), total, unit: 'bytes' });
  let done = 0;
  let reportedAt = Date.now();
  await report(0);
  await forEachLimited(uploads, UPLOADS_AT_ONCE, context.signal, async (file, signal) => {
    await share.upload(file.path, file.absolutePath, (bytes) => (done += bytes), signal);
    context.log([`Uploaded ${file.path}`]);
    if (Date.now() - reportedAt < PROGRESS_INTERVAL_MS) return;
    reportedAt = Date.now();
    await report(done);
  });
  await report(total);
}

async function remove(share: FileShare, { deletes, emptied }: SyncPlan, signal: AbortSignal): Promise<void> {
  await forEachLimited(deletes, DELETES_AT_ONCE, signal, (path, bounded) => share.deleteFile(path, bounded));
  // One that still holds something, ours or not, stays.
  for (const directory of emptied) await share.deleteEmptyDirectory(directory, signal);
}

/** Entries for files that are whole on the share. */
function vouchFor(files: HashedFile[]): Manifest {
  return Object.fromEntries(files.map(({ path, size, sha256 }) => [path, { size, sha256 }]));
}

/** While files change, they are known as ours to delete, but match no content. */
function whileTouched({ unchanged, uploads, deletes }: SyncPlan): Manifest {
  const touched = [...uploads.map(({ path }) => path), ...deletes];
  const unknown = Object.fromEntries(touched.map((path) => [path, { size: 0, sha256: '' }]));
  return { ...vouchFor(unchanged), ...unknown };
}

function summarize({ uploads, deletes, unchanged }: SyncPlan): SyncSummary {
  return {
    uploaded: uploads.length,
    deleted: deletes.length,
    unchanged: unchanged.length,
    bytes: sizeOf(uploads),
  };
}

function inWords({ uploaded, deleted, unchanged, bytes }: SyncSummary): string {
  if (uploaded + deleted === 0) return `Nothing has changed: all ${unchanged} files are on the share.`;
  return `Uploaded ${uploaded} files (${bytes} bytes), deleted ${deleted}, left ${unchanged} as they were.`;
}

function sizeOf(files: HashedFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
