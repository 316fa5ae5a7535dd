import type { Tone } from '@/app/_ui/badge';
import type { RunStatus } from '@/lib/runs/status';

/** One colour per status. */
export const runStatusTones = {
  queued: 'neutral',
  running: 'accent',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  interrupted: 'warn',
} as const satisfies Record<RunStatus, Tone>;
