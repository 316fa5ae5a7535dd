import { settledOrAborted } from './abortable.ts';
import type { LogOptions } from './replica-host.ts';

/** What one log keeps; older entries are forgotten. */
const LOG_CAPACITY = 5_000;
/** An entry may be long; all that are kept have no more characters than this. */
const LOG_CHARACTERS = 4 * 1024 * 1024;

type Limits = { entries: number; characters: number };

/**
 * The newest entries of a log, for any number of readers. A reader holds a position and no entries of its own,
 * so a slow one costs no memory: when it falls behind the ring, it gets one entry that says how many it missed.
 */
export class LogRing<T> {
  readonly #entries = new Map<number, { entry: T; characters: number }>();
  readonly #limits: Limits;
  readonly #describeGap: (missed: number) => T;
  #oldest = 0;
  #next = 0;
  #characters = 0;
  #closed = false;
  #change = Promise.withResolvers<void>();

  constructor(
    describeGap: (missed: number) => T,
    limits: Limits = { entries: LOG_CAPACITY, characters: LOG_CHARACTERS },
  ) {
    this.#describeGap = describeGap;
    this.#limits = limits;
  }

  /** `characters` is how long the entry is, about. */
  push(entry: T, characters: number): void {
    this.#entries.set(this.#next, { entry, characters });
    this.#next += 1;
    this.#characters += characters;
    while (this.#entries.size > this.#limits.entries || this.#characters > this.#limits.characters) {
      this.#forgetOldest();
    }
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
        const kept = this.#entries.get(position);
        position += 1;
        if (kept !== undefined) yield kept.entry;
      } else if (follow && !this.#closed) {
        await settledOrAborted(this.#change.promise, signal);
      } else {
        return;
      }
    }
  }

  #forgetOldest(): void {
    this.#characters -= this.#entries.get(this.#oldest)?.characters ?? 0;
    this.#entries.delete(this.#oldest);
    this.#oldest += 1;
  }

  #announce(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }
}
