import 'server-only';

/** Lets so many bytes be in memory at once, first come, first served. */
export class ByteBudget {
  readonly #limit: number;
  readonly #waiting: { bytes: number; go: () => void }[] = [];
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Does `work` once there is room for its bytes; what is larger than the whole budget gets all of it. */
  async spend<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    const share = Math.min(bytes, this.#limit);
    if (this.#waiting.length > 0 || this.#taken + share > this.#limit) {
      await new Promise<void>((go) => this.#waiting.push({ bytes: share, go }));
    } else {
      this.#taken += share;
    }
    try {
      return await work();
    } finally {
      this.#taken -= share;
      this.#letIn();
    }
  }

  #letIn(): void {
    for (
      let next = this.#waiting[0];
      next && this.#taken + next.bytes <= this.#limit;
      next = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#taken += next.bytes;
      next.go();
    }
  }
}
