import 'server-only';
import { openShare } from '@/lib/auth/share-token';
import { type PublicRun, toPublicRun } from '@/lib/runs/public-view';
import { getRun } from '@/lib/runs/store';
import { loadRunView } from './load-run-view';

/** What a share link shows: every public surface goes through here. Throws `not_found` for a link that does not open. */
export async function loadSharedRun(token: string): Promise<PublicRun> {
  const { runId } = await openShare(token);
  return toPublicRun(await loadRunView(await getRun(runId)));
}
