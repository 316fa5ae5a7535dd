import type { Tone } from '@/app/_ui/badge';
import type { ResourceView } from '@/lib/runs/view';

/** One colour per state of a resource. */
export const resourceStateTones = {
  waiting: 'neutral',
  running: 'accent',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'neutral',
} as const satisfies Record<ResourceView['state'], Tone>;
