import { settledOrAborted } from './abortable.ts';
import type { LogOptions } from './replica-host.ts';

/** What one log keeps; older entries are forgotten. */
const LOG_CAPACITY = 5_000;

/**
 * The newest entries of a log, for any number of readers. A reader holds a position and no entries of its own,
 * so a slow one costs no memory: when it falls behind the ring, it gets one entry that says how many it missed.
 */
export class LogRing<T> {
  readonly #entries: T[] = [];
  readonly #capacity: number;
  readonly #describeGap: (missed: number) => T;
  #next = 0;
  #closed = false;
  #change = Promise.withResolvers<void>();

  constructor(describeGap: (missed: number) => T, capacity = LOG_CAPACITY) {
    this.#describeGap = describeGap;
    this.#capacity = capacity;
  }

  push(entry: T): void {
    this.#entries[this.#next % this.#capacity] = entry;
    this.#next += 1;
    this.#announce();
  }

  /** Ends the readers that follow, once they have read what is there. */
  close(): void {
    this.#closed = true;
    this.#announce();
  }

  async *read({ follow, tailLines, signal }: LogOptions): AsyncGenerator<T> {
    let position = Math.max(this.#oldest, this.#next - tailLines);
    while (!signal.aborted) {
      if (position < this.#oldest) {
        yield this.#describeGap(this.#oldest - position);
        position = this.#oldest;
      } else if (position < this.#next) {
        const entry = this.#entries[position % this.#capacity];
        position += 1;
        if (entry !== undefined) yield entry;
      } else if (follow && !this.#closed) {
        await settledOrAborted(this.#change.promise, signal);
      } else {
        return;
      }
    }
  }

  get #oldest(): number {
    return Math.max(0, this.#next - this.#capacity);
  }

  #announce(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }
}
