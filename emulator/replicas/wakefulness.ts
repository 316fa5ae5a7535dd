import type { Clock } from '../clock.ts';

/** A revision that may scale to zero does so this long after its last request, as the service's HTTP rule does. */
const COOL_DOWN_MS = 300_000;

/** Whether a revision that may scale to zero is awake. It is so at first, to show that it works, and while it is asked. */
export class Wakefulness {
  readonly #clock: Clock;
  readonly #fellAsleep: () => void;
  #awake = true;
  #closed = false;
  #requests = 0;
  #coolDown = new AbortController();

  constructor(clock: Clock, fellAsleep: () => void) {
    this.#clock = clock;
    this.#fellAsleep = fellAsleep;
    this.#beginCoolDown();
  }

  get awake(): boolean {
    return this.#awake;
  }

  wake(): void {
    this.#awake = true;
    this.#beginCoolDown();
  }

  /** Stays awake from a request's arrival to the end of its answer, when the function that it returns is called. */
  requestBegan(): () => void {
    this.#requests += 1;
    this.#awake = true;
    this.#coolDown.abort();
    return () => {
      this.#requests -= 1;
      this.#beginCoolDown();
    };
  }

  close(): void {
    this.#closed = true;
    this.#coolDown.abort();
  }

  #beginCoolDown(): void {
    this.#coolDown.abort();
    if (this.#requests > 0 || this.#closed) return;
    this.#coolDown = new AbortController();
    const { signal } = this.#coolDown;
    const sleep = () => {
      this.#awake = false;
      this.#fellAsleep();
    };
    this.#clock.wait(COOL_DOWN_MS, signal).then(sleep, (error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
