import type { Clock } from '../clock.ts';
import { settledOrAborted } from './abortable.ts';

/** As many requests wait for a revision to wake; more are refused, as by Envoy's circuit breaker. */
const WAITING_LIMIT = 1_024;

/** Where requests wait for something to appear. */
export class WaitingRoom {
  readonly #clock: Clock;
  #change = Promise.withResolvers<void>();
  #waiting = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Lets everyone look again. */
  announce(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }

  /** What `find` finds within `waitMs` and before `signal` aborts, or why nothing. */
  async wait<T extends object>(
    find: () => T | undefined,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<T | 'late' | 'crowded'> {
    if (this.#waiting >= WAITING_LIMIT) return 'crowded';
    const over = new AbortController();
    const limit = AbortSignal.any([signal, over.signal]);
    const late = this.#clock.wait(waitMs, limit).then(
      () => over.abort(),
      () => undefined,
    );
    this.#waiting += 1;
    try {
      let found = find();
      while (found === undefined && !limit.aborted) {
        await settledOrAborted(this.#change.promise, limit);
        found = find();
      }
      return found ?? 'late';
    } finally {
      this.#waiting -= 1;
      over.abort();
      await late;
    }
  }
}
