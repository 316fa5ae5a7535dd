import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FilesError, isSystemError } from './files-error.ts';
import type { ShareInfo, ShareProperties } from './files-service.ts';
import { KeyLock } from './key-lock.ts';
import { isShareName, requireShareName } from './names.ts';
import type { ShareRecord, Sidecars } from './sidecars.ts';

export type Share = ShareInfo & ShareRecord & { changedAt: string };

export const DEFAULT_QUOTA_GIB = 5120;
const DEFAULT_RECORD: ShareRecord = { quotaGiB: DEFAULT_QUOTA_GIB, metadata: {} };

/** Shares as folders: a folder under the account's is a share, whoever made it. */
export class ShareStore {
  readonly #root: string;
  readonly #sidecars: Sidecars;
  readonly #now: () => number;
  readonly #locks = new KeyLock();

  constructor(root: string, sidecars: Sidecars, now: () => number) {
    this.#root = root;
    this.#sidecars = sidecars;
    this.#now = now;
  }

  folder(account: string, share: string): string {
    if (!/^[a-z0-9]{3,24}$/.test(account)) throw new FilesError('InvalidResourceName');
    requireShareName(share);
    return join(this.#root, account, share);
  }

  /** False when the share is there already. */
  create(account: string, share: string, record: ShareRecord): Promise<boolean> {
    return this.#locks.hold(this.folder(account, share), () => this.#create(account, share, record));
  }

  /** Creates the share, or gives one that is there these properties; says whether it was created. */
  put(account: string, share: string, change: ShareProperties): Promise<boolean> {
    return this.#locks.hold(this.folder(account, share), async () => {
      const created = await this.#create(account, share, { metadata: {}, ...change });
      if (!created) await this.#update(account, share, change);
      return created;
    });
  }

  async get(account: string, share: string): Promise<Share> {
    const folder = this.folder(account, share);
    const stats = await stat(folder).catch((error: unknown) => {
      if (isSystemError(error, 'ENOENT', 'ENOTDIR')) throw new FilesError('ShareNotFound');
      throw error;
    });
    const record = (await this.#sidecars.readShare({ account, share })) ?? DEFAULT_RECORD;
    const changedAt = record.changedAt ?? stats.birthtime.toISOString();
    return { name: share, ...record, changedAt, lastModified: new Date(changedAt).toUTCString() };
  }

  update(account: string, share: string, change: Partial<ShareRecord>): Promise<Share> {
    return this.#locks.hold(this.folder(account, share), () => this.#update(account, share, change));
  }

  /** In the order of their names. */
  async names(account: string): Promise<string[]> {
    const entries = await readdir(join(this.#root, account), { withFileTypes: true }).catch(
      (error: unknown) => {
        if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return [];
        throw error;
      },
    );
    return entries
      .filter((entry) => entry.isDirectory() && isShareName(entry.name))
      .map(({ name }) => name)
      .sort();
  }

  async list(account: string): Promise<Share[]> {
    return this.getAll(account, await this.names(account));
  }

  /** Shares of these names, but for those that are gone by now. */
  async getAll(account: string, names: string[]): Promise<Share[]> {
    const found = names.map((name) =>
      this.get(account, name).catch((error: unknown) => {
        if (error instanceof FilesError && error.code === 'ShareNotFound') return undefined;
        throw error;
      }),
    );
    return (await Promise.all(found)).filter((share) => share !== undefined);
  }

  /** False when there is no such share. */
  async delete(account: string, share: string): Promise<boolean> {
    // Moved away first: a share is there or gone, never half deleted.
    const doomed = join(this.#root, '.deleted', randomUUID());
    await mkdir(join(this.#root, '.deleted'), { recursive: true });
    const found = await this.#locks.hold(this.folder(account, share), async () => {
      const moved = await rename(this.folder(account, share), doomed).then(
        () => true,
        (error: unknown) => {
          if (isSystemError(error, 'ENOENT')) return false;
          throw error;
        },
      );
      if (moved) await this.#sidecars.removeShare({ account, share });
      return moved;
    });
    await rm(doomed, { recursive: true, force: true });
    return found;
  }

  /** The record comes first: a share that is there is whole. */
  async #create(account: string, share: string, record: ShareRecord): Promise<boolean> {
    const folder = this.folder(account, share);
    if (await isDirectory(folder)) return false;
    await mkdir(join(this.#root, account), { recursive: true });
    await this.#sidecars.removeShare({ account, share });
    await this.#sidecars.writeShare({ account, share }, this.#stamped(record));
    await mkdir(folder);
    return true;
  }

  async #update(account: string, share: string, change: Partial<ShareRecord>): Promise<Share> {
    await this.get(account, share);
    const record = (await this.#sidecars.readShare({ account, share })) ?? DEFAULT_RECORD;
    await this.#sidecars.writeShare({ account, share }, this.#stamped({ ...record, ...change }));
    return this.get(account, share);
  }

  #stamped(record: ShareRecord): ShareRecord {
    return { ...record, changedAt: new Date(this.#now()).toISOString() };
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}
