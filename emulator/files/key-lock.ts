/** Lets one at a time do something under a key; those who wait take their turns in order. */
export class KeyLock {
  readonly #tails = new Map<string, Promise<unknown>>();

  async hold<T>(key: string, run: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(run, run);
    this.#tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    }
  }
}
