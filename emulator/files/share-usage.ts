import type { BigIntStats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Faults } from '../armed-faults.ts';
import { lstatOrNothing } from './disk.ts';
import { FilesError, isSystemError } from './files-error.ts';
import type { ShareStore } from './share-store.ts';

const BYTES_PER_GIB = 1024 ** 3;
const BYTES_PER_BLOCK = 512n;
const STATS_AT_ONCE = 64;

/** What a file takes of its share: holes take nothing. */
export function bytesTaken({ size, blocks }: BigIntStats): number {
  const allocated = blocks * BYTES_PER_BLOCK;
  return Number(allocated < size ? allocated : size);
}

/**
 * Holds shares to their quotas. What is taken is estimated from above: counted once, then raised with every write,
 * and counted again only when the estimate no longer fits.
 */
export class ShareUsage {
  readonly #shares: ShareStore;
  readonly #faults: Faults;
  readonly #estimates = new Map<string, number>();

  constructor(shares: ShareStore, faults: Faults) {
    this.#shares = shares;
    this.#faults = faults;
  }

  /** Makes room for `bytes` more. Throws ShareSizeLimitReached. */
  async take(account: string, share: string, path: readonly string[], bytes: number): Promise<void> {
    if (bytes === 0) return;
    const full = () => new FilesError('ShareSizeLimitReached');
    if (this.#faults.strikes('disk-full', [account, share, ...path].join('/'))) throw full();
    const folder = this.#shares.folder(account, share);
    const quota = (await this.#shares.get(account, share)).quotaGiB * BYTES_PER_GIB;
    const estimate = this.#estimates.get(folder);
    const fits = estimate !== undefined && estimate + bytes <= quota;
    const taken = fits ? estimate : await this.count(account, share);
    if (taken + bytes > quota) throw full();
    this.#estimates.set(folder, Math.max(taken, this.#estimates.get(folder) ?? 0) + bytes);
  }

  /** The bytes that a share's files take, counted now. */
  async count(account: string, share: string): Promise<number> {
    const folder = this.#shares.folder(account, share);
    const items = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
      // Another program removed a directory meanwhile: what is left is counted the next time.
      if (isSystemError(error, 'ENOENT')) return [];
      throw error;
    });
    const files = items.filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));
    let bytes = 0;
    for (let at = 0; at < files.length; at += STATS_AT_ONCE) {
      const found = await Promise.all(files.slice(at, at + STATS_AT_ONCE).map(lstatOrNothing));
      for (const stats of found) bytes += stats ? bytesTaken(stats) : 0;
    }
    this.#estimates.set(folder, bytes);
    return bytes;
  }
}
