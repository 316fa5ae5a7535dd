import 'server-only';
import type { Project } from '@/lib/config/projects';
import type { DeployChanges } from '@/lib/deployment/sync/changes';
import { openShare } from '@/lib/deployment/sync/open-share';
import { lookAtBoth, planOf } from '@/lib/deployment/sync/sync';
import { readTarget } from '@/lib/deployment/target';

/** What a deploy would change on the share now; changes nothing. AppErrors as of a deploy, `not_provisioned` among them. */
export async function planChanges(project: Project, signal: AbortSignal): Promise<DeployChanges> {
  const share = await openShare(await readTarget(project), signal);
  const look = await lookAtBoth(project, share, signal);
  const { changes, unchanged } = planOf(look, { keep: new Set(), overwrite: 'all' });
  const { refused, ignored } = look.tree;
  return {
    files: changes,
    unchanged: unchanged.length,
    bytesToUpload: changes.reduce((sum, { size }) => sum + size, 0),
    refused,
    ignored,
  };
}
