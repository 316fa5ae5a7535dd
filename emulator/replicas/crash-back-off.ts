const BASE_DELAY_MS = 10_000;
const MAX_DELAY_MS = 300_000;
/** A container that ran this long has recovered: its next end counts as the first one. */
const RECOVERED_AFTER_MS = 10 * 60_000;
/** Not even pace 0 may make a crash loop a busy loop. */
const MIN_DELAY_MS = 250;

/** How long to wait before the next start, as the kubelet does it: at once, then 10 s, doubled up to 300 s. */
export class CrashBackOff {
  readonly #pace: number;
  #failures = 0;

  constructor(pace: number) {
    this.#pace = pace;
  }

  /** Ends in a row, none of them after a long life. */
  get failures(): number {
    return this.#failures;
  }

  /** Counts one end after `livedMs` and says how many milliseconds to wait. */
  next(livedMs: number): number {
    this.#failures = livedMs >= RECOVERED_AFTER_MS ? 1 : this.#failures + 1;
    const full = this.#failures === 1 ? 0 : Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (this.#failures - 2));
    return Math.max(MIN_DELAY_MS, full * this.#pace);
  }
}
