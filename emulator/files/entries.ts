import type { BigIntStats } from 'node:fs';
import { basename, join } from 'node:path';
import { lstatOrNothing } from './disk.ts';
import { FilesError } from './files-error.ts';
import { KeyLock } from './key-lock.ts';
import { NameIndex } from './name-index.ts';
import { foldName } from './names.ts';
import type { ShareStore } from './share-store.ts';

export type EntryKind = 'file' | 'directory';
export type Place = { account: string; share: string; path: readonly string[] };

/** Where something lies or would lie, in a directory that exists; `stats` is undefined when it is not there. */
export type Spot = {
  /** In the case that is stored. */
  path: readonly string[];
  folder: string;
  diskPath: string;
  stats: BigIntStats | undefined;
  parentStats: BigIntStats;
};

/** A file or directory that exists on disk. */
export type Entry = Place & {
  kind: EntryKind;
  diskPath: string;
  stats: BigIntStats;
  parentStats: BigIntStats;
};

/**
 * Finds entries on disk, whatever the case of their names. Links are never followed: other programs write here, and
 * a link could lead out.
 */
export class Entries {
  readonly #shares: ShareStore;
  readonly #names = new NameIndex();
  readonly #locks = new KeyLock();

  constructor(shares: ShareStore) {
    this.#shares = shares;
  }

  /** Throws ShareNotFound or ParentNotFound. */
  async spot({ account, share, path }: Place): Promise<Spot> {
    let folder = this.#shares.folder(account, share);
    let parentStats = await lstatOrNothing(folder);
    if (!parentStats?.isDirectory()) throw new FilesError('ShareNotFound');
    const stored: string[] = [];
    let spot: Spot = { path: stored, folder, diskPath: folder, stats: parentStats, parentStats };
    for (const [depth, name] of path.entries()) {
      const found = await this.#lookUp(folder, name, parentStats);
      stored.push(basename(found.diskPath));
      spot = { path: stored, folder, parentStats, ...found };
      if (depth === path.length - 1) break;
      if (!found.stats?.isDirectory()) throw new FilesError('ParentNotFound');
      folder = found.diskPath;
      parentStats = found.stats;
    }
    return spot;
  }

  /** Throws also ResourceNotFound, when nothing of this kind is there. */
  async find(place: Place, kind: EntryKind): Promise<Entry> {
    const { path, diskPath, stats, parentStats } = await this.spot(place);
    const fits = kind === 'file' ? stats?.isFile() : stats?.isDirectory();
    if (!stats || !fits) throw new FilesError('ResourceNotFound');
    return { ...place, path, kind, diskPath, stats, parentStats };
  }

  /** Puts something at a place, one at a time for all ways to write its name. */
  claim<T>(place: Place, put: (spot: Spot) => Promise<T>): Promise<T> {
    const key = [place.account, place.share, ...place.path.map(foldName)].join('/');
    return this.#locks.hold(key, async () => {
      const spot = await this.spot(place);
      const name = basename(spot.diskPath);
      return this.#names.adding(spot.folder, name, spot.parentStats.mtimeNs, () => put(spot));
    });
  }

  /** Says that a name in this folder changed its case. */
  recased(folder: string): void {
    this.#names.forget(folder);
  }

  async #lookUp(
    folder: string,
    name: string,
    folderStats: BigIntStats,
  ): Promise<Pick<Spot, 'diskPath' | 'stats'>> {
    const diskPath = join(folder, name);
    const stats = await lstatOrNothing(diskPath);
    if (stats) return { diskPath, stats };
    const actual = await this.#names.find(folder, name, folderStats.mtimeNs);
    if (actual === undefined) return { diskPath, stats };
    const actualPath = join(folder, actual);
    const actualStats = await lstatOrNothing(actualPath);
    return actualStats ? { diskPath: actualPath, stats: actualStats } : { diskPath, stats };
  }
}
