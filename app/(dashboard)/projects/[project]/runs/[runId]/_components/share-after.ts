import { isTerminal } from '@/lib/runs/status';
import type { RunView } from '@/lib/runs/view';

/** The refusal of a sync that would have touched what someone else has changed: it comes before anything is touched. */
const REFUSED_BEFORE = 'share_changed';

/**
 * What a deploy that did not get to its end has left on the share: nothing of it, perhaps a part, or all. Undefined for a run
 * that is under way, has succeeded, or sends nothing.
 */
export function shareAfter({
  kind,
  status,
  steps,
  error,
}: RunView): 'untouched' | 'partly' | 'whole' | undefined {
  if (kind !== 'deploy' || !isTerminal(status) || status === 'succeeded') return undefined;
  const sync = steps.find(({ name }) => name === 'sync');
  if (sync?.state === 'done') return 'whole';
  return sync?.startedAt && error?.code !== REFUSED_BEFORE ? 'partly' : 'untouched';
}
