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

/** How long a link that has been revoked, or has expired, may still see new events. */
const RECHECK_AFTER_MS = 5_000;

/**
 * Frames of `PublicRun`: one at once, then one per change that a stranger may see. Says `end` when the run has ended, and
 * `gone` when the link no longer opens, whichever comes first.
 */
export async function* publicFrames(token: string, signal: AbortSignal): AsyncGenerator<string> {
  const { runId } = await openShare(token);
  let view = await loadRunView(await getRun(runId));
  let shown = JSON.stringify({ ...toPublicRun(view), lastSeq: 0 });
  yield encodeEvent({ id: view.lastSeq, event: 'status', data: toPublicRun(view) });

  const share = watchShare(token);
  try {
    for await (const event of tailRun(runId, view.lastSeq, AbortSignal.any([signal, share.gone]))) {
      if (share.gone.aborted) break;
      view = reduceRunView(view, event);
      const run = toPublicRun(view);
      const picture = JSON.stringify({ ...run, lastSeq: 0 });
      if (picture === shown) continue;
      shown = picture;
      yield encodeEvent({ id: view.lastSeq, event: 'status', data: run });
    }
  } finally {
    share.stop();
  }
  if (share.gone.aborted) yield encodeEvent({ event: 'gone', data: {} });
  // A tail also ends when this process does: then the reader is to come back, not to stop.
  else if (isTerminal(view.status)) yield encodeEvent({ event: 'end', data: {} });
}

/** Looks again and again whether the link still opens, whether or not its run moves; `gone` aborts when it does not. */
function watchShare(token: string): { gone: AbortSignal; stop: () => void } {
  const gone = new AbortController();
  const look = async () => {
    if (!(await isOpen(token))) gone.abort();
  };
  // A look that fails says nothing about the link; the next one will.
  const timer = setInterval(() => void look().catch(() => undefined), RECHECK_AFTER_MS);
  return { gone: gone.signal, stop: () => clearInterval(timer) };
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
