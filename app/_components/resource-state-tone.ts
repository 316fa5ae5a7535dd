import type { Tone } from '@/app/_ui/badge';
import type { ShownResourceState } from './shown-state';

/** One colour per state of a resource. */
export const resourceStateTones = {
  waiting: 'neutral',
  running: 'accent',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  unfinished: 'warn',
  notBegun: 'neutral',
} as const satisfies Record<ShownResourceState, Tone>;
