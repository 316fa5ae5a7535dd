import 'server-only';
import { loadRunView } from '@/app/_server/load-run-view';
import { openShare } from '@/lib/auth/share-token';
import { AppError } from '@/lib/core/errors';
import { encodeEvent } from '@/lib/core/sse';
import { toPublicRun } from '@/lib/runs/public-view';
import { isTerminal } from '@/lib/runs/status';
import { getRun } from '@/lib/runs/store';
import { tailRun } from '@/lib/runs/tail';
import { reduceRunView } from '@/lib/runs/view';

/** How long a link that has been revoked may still see new events. */
const RECHECK_AFTER_MS = 5_000;

/** Frames of `PublicRun`: one at once, then one per change that a stranger may see. Ends when the link does. */
export async function* publicFrames(token: string, signal: AbortSignal): AsyncGenerator<string> {
  const { runId } = await openShare(token);
  let view = await loadRunView(await getRun(runId));
  let shown = JSON.stringify({ ...toPublicRun(view), lastSeq: 0 });
  let checkedAt = Date.now();
  yield encodeEvent({ id: view.lastSeq, event: 'status', data: toPublicRun(view) });

  for await (const event of tailRun(runId, view.lastSeq, signal)) {
    view = reduceRunView(view, event);
    const run = toPublicRun(view);
    const picture = JSON.stringify({ ...run, lastSeq: 0 });
    if (picture === shown) continue;
    if (Date.now() - checkedAt > RECHECK_AFTER_MS) {
      if (!(await isOpen(token))) return;
      checkedAt = Date.now();
    }
    shown = picture;
    yield encodeEvent({ id: view.lastSeq, event: 'status', data: run });
  }
  // A tail also ends when this process does: then the reader is to come back, not to stop.
  if (isTerminal(view.status)) yield encodeEvent({ event: 'end', data: {} });
}

async function isOpen(token: string): Promise<boolean> {
  try {
    await openShare(token);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found') return false;
    throw error;
  }
}
