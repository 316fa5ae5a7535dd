import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FilesError, isSystemError } from './files-error.ts';
import type { ShareInfo } from './files-service.ts';
import { isShareName } from './names.ts';
import type { ShareRecord, Sidecars } from './sidecars.ts';

export type Share = ShareInfo & ShareRecord;

const DEFAULT_RECORD: ShareRecord = { quotaGiB: 5120, metadata: {} };

/** Shares as folders: a folder under the account's is a share, whoever made it. */
export class ShareStore {
  readonly #root: string;
  readonly #sidecars: Sidecars;

  constructor(root: string, sidecars: Sidecars) {
    this.#root = root;
    this.#sidecars = sidecars;
  }

  folder(account: string, share: string): string {
    if (!/^[a-z0-9]{3,24}$/.test(account) || !isShareName(share)) throw new FilesError('InvalidResourceName');
    return join(this.#root, account, share);
  }

  /** False when the share is there already. */
  async create(account: string, share: string, record: ShareRecord): Promise<boolean> {
    const folder = this.folder(account, share);
    await mkdir(join(this.#root, account), { recursive: true });
    try {
      await mkdir(folder);
    } catch (error) {
      if (isSystemError(error, 'EEXIST')) return false;
      throw error;
    }
    await this.#sidecars.writeShare(account, share, record);
    return true;
  }

  async get(account: string, share: string): Promise<Share> {
    const folder = this.folder(account, share);
    const stats = await stat(folder).catch((error: unknown) => {
      if (isSystemError(error, 'ENOENT', 'ENOTDIR')) throw new FilesError('ShareNotFound');
      throw error;
    });
    const record = (await this.#sidecars.readShare(account, share)) ?? DEFAULT_RECORD;
    return { name: share, lastModified: stats.ctime.toUTCString(), ...record };
  }

  async update(account: string, share: string, change: Partial<ShareRecord>): Promise<Share> {
    const { quotaGiB, metadata } = await this.get(account, share);
    await this.#sidecars.writeShare(account, share, { quotaGiB, metadata, ...change });
    return this.get(account, share);
  }

  async list(account: string): Promise<Share[]> {
    const entries = await readdir(join(this.#root, account), { withFileTypes: true }).catch(
      (error: unknown) => {
        if (isSystemError(error, 'ENOENT')) return [];
        throw error;
      },
    );
    const names = entries
      .filter((entry) => entry.isDirectory() && isShareName(entry.name))
      .map(({ name }) => name);
    return Promise.all(names.sort().map((name) => this.get(account, name)));
  }

  async delete(account: string, share: string): Promise<void> {
    // Moved away first: a share is there or gone, never half deleted.
    const doomed = join(this.#root, '.deleted', randomUUID());
    await mkdir(join(this.#root, '.deleted'), { recursive: true });
    try {
      await rename(this.folder(account, share), doomed);
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) throw new FilesError('ShareNotFound');
      throw error;
    }
    await this.#sidecars.removeShare(account, share);
    await rm(doomed, { recursive: true, force: true });
  }
}
