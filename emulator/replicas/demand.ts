import type { Clock } from '../clock.ts';

/**
 * How many replicas the requests under way ask for. Demand rises at once, and falls when the replicas have not been needed
 * for the cool-down. At first it is one, so that a new revision shows that it works.
 * https://learn.microsoft.com/azure/container-apps/scale-app#scale-behavior
 */
export class Demand {
  readonly #clock: Clock;
  readonly #requestsPerReplica: number;
  readonly #coolDownMs: number;
  readonly #fell: () => void;
  #replicas = 1;
  #requests = 0;
  #closed = false;
  #coolDown: AbortController | undefined;

  constructor(
    clock: Clock,
    rule: { requestsPerReplica: number; coolDownMs: number },
    /** Told when the cool-down has passed. */
    fell: () => void,
  ) {
    this.#clock = clock;
    this.#requestsPerReplica = rule.requestsPerReplica;
    this.#coolDownMs = rule.coolDownMs;
    this.#fell = fell;
    this.#follow();
  }

  get replicas(): number {
    return this.#replicas;
  }

  /** Asks for one replica at least, as if a request had just ended. */
  wake(): void {
    this.#replicas = Math.max(1, this.#replicas);
    this.#endCoolDown();
    this.#follow();
  }

  /** Counts a request from its arrival to the end of its answer, when the function that it returns is called. */
  requestBegan(): () => void {
    this.#requests += 1;
    this.#follow();
    return () => {
      this.#requests -= 1;
      this.#follow();
    };
  }

  close(): void {
    this.#closed = true;
    this.#endCoolDown();
  }

  get #needed(): number {
    return this.#requests === 0 ? 0 : Math.max(1, Math.ceil(this.#requests / this.#requestsPerReplica));
  }

  #follow(): void {
    if (this.#closed) return;
    if (this.#needed >= this.#replicas) {
      this.#endCoolDown();
      this.#replicas = this.#needed;
    } else if (this.#coolDown === undefined) {
      this.#beginCoolDown();
    }
  }

  #beginCoolDown(): void {
    const coolDown = new AbortController();
    this.#coolDown = coolDown;
    const fall = () => {
      this.#coolDown = undefined;
      this.#replicas = this.#needed;
      this.#fell();
    };
    this.#clock.wait(this.#coolDownMs, coolDown.signal).then(fall, (error: unknown) => {
      if (!coolDown.signal.aborted) throw error;
    });
  }

  #endCoolDown(): void {
    this.#coolDown?.abort();
    this.#coolDown = undefined;
  }
}
