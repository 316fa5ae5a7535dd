import type { BigIntStats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FilesError, isSystemError } from './files-error.ts';
import type { ShareStore } from './share-store.ts';
import type { EntryPlace } from './sidecars.ts';

/** A file or directory that exists on disk. */
export type Entry = { place: EntryPlace; diskPath: string; stats: BigIntStats; parentStats: BigIntStats };

/** Where something lies or would lie, in a directory that exists; `stats` is undefined when it is not there. */
type Spot = { diskPath: string; stats: BigIntStats | undefined; parentStats: BigIntStats };

/** Finds entries on disk. Links are never followed: other programs write here, and a link could lead out. */
export class Entries {
  readonly #shares: ShareStore;

  constructor(shares: ShareStore) {
    this.#shares = shares;
  }

  /** Throws ShareNotFound or ParentNotFound. */
  async spot(account: string, share: string, path: readonly string[]): Promise<Spot> {
    const folder = this.#shares.folder(account, share);
    const diskPath = join(folder, ...path);
    const parent = path.length === 0 ? folder : dirname(diskPath);
    const parentStats = await statOrNothing(parent);
    if (!parentStats?.isDirectory() || (await isReachedByLink(folder, parent))) {
      await this.#shares.get(account, share);
      throw new FilesError('ParentNotFound');
    }
    const stats = path.length === 0 ? parentStats : await statOrNothing(diskPath);
    return { diskPath, stats, parentStats };
  }

  /** Throws also ResourceNotFound, when nothing of this kind is there. */
  async find(place: EntryPlace): Promise<Entry> {
    const { diskPath, stats, parentStats } = await this.spot(place.account, place.share, place.path);
    const fits = place.kind === 'file' ? stats?.isFile() : stats?.isDirectory();
    if (!stats || !fits) throw new FilesError('ResourceNotFound');
    return { place, diskPath, stats, parentStats };
  }
}

async function isReachedByLink(folder: string, parent: string): Promise<boolean> {
  if (parent === folder) return false;
  const [realFolder, realParent] = await Promise.all([realpath(folder), realpath(parent)]);
  return realParent !== join(realFolder, parent.slice(folder.length));
}

async function statOrNothing(path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    if (isSystemError(error, 'ENAMETOOLONG')) throw new FilesError('OutOfRangeInput');
    throw error;
  }
}
