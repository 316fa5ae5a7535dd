type Held = { writers: number; time: Promise<Date> };

/** Files that are being written with the wish to keep their time of writing: for writers at once, that from before the first. */
export class KeptTimes {
  readonly #files = new Map<string, Held>();

  /** `read` tells the time that the file has now, before `work` may write; `work` is told the one to give it back. */
  async hold<T>(key: string, read: () => Promise<Date>, work: (time: Date) => Promise<T>): Promise<T> {
    const held = this.#files.get(key) ?? { writers: 0, time: read() };
    this.#files.set(key, held);
    held.writers += 1;
    try {
      return await work(await held.time);
    } finally {
      held.writers -= 1;
      if (held.writers === 0) this.#files.delete(key);
    }
  }
}
