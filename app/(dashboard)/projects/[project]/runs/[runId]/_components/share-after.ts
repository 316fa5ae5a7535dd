import { isTerminal } from '@/lib/runs/status';
import type { RunView } from '@/lib/runs/view';

/**
 * What a deploy that did not get to its end has left on the share: nothing of it, a part, or all. Undefined for a run that is
 * under way, has succeeded, or sends nothing.
 */
export function shareAfter({ kind, status, steps }: RunView): 'untouched' | 'partly' | 'whole' | undefined {
  if (kind !== 'deploy' || !isTerminal(status) || status === 'succeeded') return undefined;
  const sync = steps.find(({ name }) => name === 'sync');
  if (sync?.state === 'done') return 'whole';
  // The first report comes before the first byte: without one the share was only looked at.
  return sync?.progress ? 'partly' : 'untouched';
}
