import type { Clock } from '../clock.ts';

const TICKS_PER_MS = 10_000;
const TICK_DIGITS = 4;

/**
 * Times for the lines of one log, `2026-10-09T21:15:44.4795506Z`. As with the service's seven digits no two are the same and
 * each is later than the one before: a reader that reconnects knows by them which lines it has already had.
 */
export class LineStamps {
  readonly #clock: Clock;
  #ms = 0;
  #tick = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(): string {
    const now = this.#clock.now();
    const later = now > this.#ms;
    this.#tick = later ? 0 : this.#tick + 1;
    // More lines than a millisecond has ticks, or a clock that was set back: go on from the last one.
    const full = this.#tick === TICKS_PER_MS;
    if (full) this.#tick = 0;
    this.#ms = later ? now : this.#ms + (full ? 1 : 0);
    const ticks = String(this.#tick).padStart(TICK_DIGITS, '0');
    return new Date(this.#ms).toISOString().replace('Z', `${ticks}Z`);
  }
}
