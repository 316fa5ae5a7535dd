type Held = { writers: number; time?: Date };

/** Files that are being written with the wish to keep their time of writing: for writers at once, that from before the first. */
export class KeptTimes {
  readonly #files = new Map<string, Held>();

  /** `keep` is told the time that the file has now, and tells the one to give it back. */
  async hold<T>(key: string, work: (keep: (now: Date) => Date) => Promise<T>): Promise<T> {
    const held = this.#files.get(key) ?? { writers: 0 };
    this.#files.set(key, held);
    held.writers += 1;
    try {
      return await work((now) => {
        held.time ??= now;
        return held.time;
      });
    } finally {
      held.writers -= 1;
      if (held.writers === 0) this.#files.delete(key);
    }
  }
}
