import 'server-only';
import { INFERENCE_FOLDER } from '@/lib/config/project-folders';
import type { Project } from '@/lib/config/projects';
import type { DeployChanges, FileChange } from '@/lib/deployment/sync/changes';
import { hashFiles } from '@/lib/deployment/sync/hash-files';
import { listLocalFiles } from '@/lib/deployment/sync/local-files';
import { readManifest } from '@/lib/deployment/sync/manifest';
import { openShare } from '@/lib/deployment/sync/open-share';
import { listRemoteTree } from '@/lib/deployment/sync/remote-tree';
import { planSync } from '@/lib/deployment/sync/sync-plan';
import { readTarget } from '@/lib/deployment/target';

/** What a deploy would change on the share now; changes nothing. AppErrors as of a deploy, `not_provisioned` among them. */
export async function planChanges(project: Project, signal: AbortSignal): Promise<DeployChanges> {
  const share = await openShare(await readTarget(project), signal);
  const [local, manifest, remote] = await Promise.all([
    listLocalFiles(project).then((files) => hashFiles(files, signal)),
    readManifest(share, signal),
    listRemoteTree(share, INFERENCE_FOLDER, signal),
  ]);
  const { uploads, deletes, unchanged } = planSync(local, manifest, remote);
  const brought = uploads.map(({ path, size }): FileChange => {
    const previousSize = remote.files.get(path) ?? null;
    return {
      path,
      kind: previousSize === null ? 'added' : 'changed',
      size,
      previousSize,
      onShare: 'as-left',
    };
  });
  const removed = deletes.map((path): FileChange => {
    const previousSize = remote.files.get(path) ?? null;
    return { path, kind: 'removed', size: 0, previousSize, onShare: 'as-left' };
  });
  return {
    files: [...brought, ...removed].sort((a, b) => (a.path < b.path ? -1 : 1)),
    unchanged: unchanged.length,
    bytesToUpload: uploads.reduce((sum, { size }) => sum + size, 0),
    refused: [],
    ignored: 0,
  };
}
