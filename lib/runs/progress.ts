export type ProgressUnit = 'bytes' | 'files' | 'resources';

/** How far a step has come in one unit, and what is needed to tell how fast it moves. */
export type UnitProgress = {
  done: number;
  total: number;
  /** ISO 8601: when it last moved. */
  at: string;
  /** `done` and the time at the end of the last stretch whose speed was taken. */
  mark: { done: number; at: string };
  /** Units per second, smoothed; undefined until a stretch has been measured. */
  perSecond?: number;
  /** How much of that rests on what was seen: from 0 to nearly 1. */
  weight: number;
};

/** A change of speed is mostly believed after as long, so that the figure neither jumps nor lags. */
const SMOOTHING_SECONDS = 10;
/** The speed of a shorter stretch says nothing. */
const MIN_STRETCH_SECONDS = 0.25;
/** Until about a second and a half has been seen, a time left would be a guess. */
const MIN_WEIGHT = 0.14;
/** After as long without a step forward, what is told is that nothing moves. */
const STALLED_AFTER_MS = 15_000;

/** The progress after one more report. A smaller `done` or another `total` is a new beginning, as after a crash. */
export function advance(
  before: UnitProgress | undefined,
  report: { done: number; total: number; at: string },
): UnitProgress {
  const { done, total, at } = report;
  if (!before || total !== before.total || done < before.done) {
    return { done, total, at, mark: { done, at }, weight: 0 };
  }
  const next = { ...before, done, at: done > before.done ? at : before.at };
  const seconds = (Date.parse(at) - Date.parse(before.mark.at)) / 1000;
  if (!(seconds >= MIN_STRETCH_SECONDS)) return next;
  const share = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
  const weight = before.weight * (1 - share) + share;
  const speed = (done - before.mark.done) / seconds;
  // Divided by the weight, so that the first stretches are not averaged with a speed of nought before them.
  const perSecond = ((before.perSecond ?? 0) * before.weight * (1 - share) + speed * share) / weight;
  return { ...next, mark: { done, at }, perSecond, weight };
}

export type Pace =
  | { kind: 'measuring' }
  | { kind: 'moving'; perSecond: number; leftMs: number }
  | { kind: 'stalled'; sinceMs: number };

/** How it goes at `nowMs` (epoch): at what speed and for how much longer, or since when nothing has moved. */
export function paceOf({ done, total, at, perSecond, weight }: UnitProgress, nowMs: number): Pace {
  const sinceMs = nowMs - Date.parse(at);
  if (done < total && sinceMs >= STALLED_AFTER_MS) return { kind: 'stalled', sinceMs };
  if (!perSecond || weight < MIN_WEIGHT) return { kind: 'measuring' };
  return { kind: 'moving', perSecond, leftMs: roughly(((total - done) / perSecond) * 1000) };
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** To steps that grow with the length, so that an estimate does not flicker; never less than is meant. */
function roughly(leftMs: number): number {
  const step = leftMs < MINUTE_MS ? 5 * SECOND_MS : leftMs < 10 * MINUTE_MS ? 15 * SECOND_MS : MINUTE_MS;
  return Math.ceil(leftMs / step) * step;
}
