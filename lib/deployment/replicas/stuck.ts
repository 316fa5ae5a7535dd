import type { ReplicaStage, StageView } from '@/lib/runs/replica-stages';

const MINUTE_MS = 60_000;

/** How many times its usual time a stage may take before it counts as stuck. */
const LONG_FACTOR = 2;
/** A stage of a second is not stuck after three. */
const GRACE_MS = 30_000;

/** How long a stage may take where nobody knows how long it usually does: large images and models on a slow share included. */
const PATIENCE_MS = {
  assigned: 3 * MINUTE_MS,
  pulling: 10 * MINUTE_MS,
  commands: 5 * MINUTE_MS,
  importing: 2 * MINUTE_MS,
  'loading-base': 10 * MINUTE_MS,
  'loading-adapter': 2 * MINUTE_MS,
  ready: 3 * MINUTE_MS,
} as const satisfies Record<ReplicaStage, number>;

/** Why a stage may take so long, the likeliest first; the interface has a sentence and an action for each. */
export const stuckCauses = {
  assigned: ['no-capacity', 'node-starting'],
  pulling: ['large-image', 'registry'],
  commands: ['slow-install', 'endless-command'],
  importing: ['slow-import', 'not-reporting'],
  'loading-base': ['slow-share', 'no-memory'],
  'loading-adapter': ['slow-share'],
  ready: ['no-gpu', 'others-first'],
} as const satisfies Record<ReplicaStage, readonly string[]>;

/** From when on a stage that goes on counts as stuck, in epoch milliseconds. */
export function stuckFromMs({ stage, startedAt }: StageView, usualMs: number | undefined): number {
  const patienceMs =
    usualMs === undefined ? PATIENCE_MS[stage] : Math.max(usualMs * LONG_FACTOR, usualMs + GRACE_MS);
  return Date.parse(startedAt) + patienceMs;
}
