import type { RunView } from '@/lib/runs/view';

/** Whether a deploy has sent its files and, as it was asked to, left the app as it is: then its restart left nothing behind. */
export function sentOnly({ kind, steps }: RunView): boolean {
  return (
    kind === 'deploy' &&
    steps.some(({ name, state, result }) => name === 'restart' && state === 'done' && result === undefined)
  );
}
