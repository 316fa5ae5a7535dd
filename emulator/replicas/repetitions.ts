import type { Clock } from '../clock.ts';

/**
 * The cluster counts an event that comes again and tells it now and then: after a burst, once in five minutes
 * (`defaultSpamQPS` in https://github.com/kubernetes/client-go/blob/master/tools/record/events_cache.go). Here it is
 * told a little sooner, so that someone who watches sees that it still goes on.
 */
export const TELL_AGAIN_MS = 60_000;

/** Counts how often one thing came in a row, and says when that is worth a line. */
export class Repetitions {
  readonly #clock: Clock;
  #count = 0;
  #toldAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one more. The count when it should be told: at first, and then once a minute; else undefined. */
  add(): number | undefined {
    const now = this.#clock.now();
    this.#count += 1;
    if (this.#count > 1 && now - this.#toldAt < TELL_AGAIN_MS) return undefined;
    this.#toldAt = now;
    return this.#count;
  }

  /** The row has ended: the next one is a first one. */
  reset(): void {
    this.#count = 0;
  }
}
