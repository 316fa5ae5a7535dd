import { readdir } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { lstatOrNothing } from './disk.ts';
import { foldName } from './names.ts';

type Listing = { names: Map<string, string>; mtimeNs: bigint; readAtMs: number };

/** Other programs write here too: a listing is read anew after this, whatever the folder's time says. */
const MAX_AGE_MS = 1000;
const MAX_KEPT_NAMES = 200_000;

/**
 * Which name a folder really has for one that differs in case. A folder is listed when a name is missing in its own
 * case, and the listing kept while the folder's time stands still or only our own changes move it, so that adding
 * ten thousand files does not list the folder ten thousand times.
 */
export class NameIndex {
  readonly #listings = new Map<string, Promise<Listing>>();
  readonly #changing = new Map<string, number>();

  /** Undefined when the folder, last changed at `mtimeNs`, has no such name in any case. */
  async find(folder: string, name: string, mtimeNs: bigint): Promise<string | undefined> {
    const known = await this.#listings.get(folder);
    const isFresh =
      known !== undefined &&
      performance.now() - known.readAtMs < MAX_AGE_MS &&
      (known.mtimeNs === mtimeNs || this.#changing.has(folder));
    const { names } = isFresh ? known : await this.#read(folder, mtimeNs);
    return names.get(foldName(name));
  }

  /** Does something that may add a name to a folder last changed at `mtimeNs`, and keeps the folder's listing true. */
  async adding<T>(folder: string, name: string, mtimeNs: bigint, add: () => Promise<T>): Promise<T> {
    const known = await this.#listings.get(folder);
    if (known && known.mtimeNs !== mtimeNs && !this.#changing.has(folder)) this.forget(folder);
    this.#changing.set(folder, (this.#changing.get(folder) ?? 0) + 1);
    try {
      const result = await add();
      (await this.#listings.get(folder))?.names.set(foldName(name), name);
      return result;
    } finally {
      await this.#settle(folder);
    }
  }

  /** Forgets what a folder has: a name in it changed its case. */
  forget(folder: string): void {
    this.#listings.delete(folder);
  }

  async #settle(folder: string): Promise<void> {
    const [listing, stats] = await Promise.all([this.#listings.get(folder), lstatOrNothing(folder)]);
    if (listing && stats) listing.mtimeNs = stats.mtimeNs;
    const others = (this.#changing.get(folder) ?? 1) - 1;
    if (others > 0) this.#changing.set(folder, others);
    else this.#changing.delete(folder);
  }

  #read(folder: string, mtimeNs: bigint): Promise<Listing> {
    const reading = readdir(folder).then((names) => ({
      names: new Map(names.map((name) => [foldName(name), name])),
      mtimeNs,
      readAtMs: performance.now(),
    }));
    reading.catch(() => this.forget(folder));
    this.forget(folder);
    this.#listings.set(folder, reading);
    void reading.then(
      () => this.#makeRoom(),
      () => undefined,
    );
    return reading;
  }

  async #makeRoom(): Promise<void> {
    let kept = 0;
    for (const [folder, reading] of [...this.#listings].reverse()) {
      kept += (await reading.catch(() => undefined))?.names.size ?? 0;
      if (kept > MAX_KEPT_NAMES) this.#listings.delete(folder);
    }
  }
}
