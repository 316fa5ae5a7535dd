import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import { VERSIONS, versionOf } from '@/lib/deployment/sync/own-files';
import type { Replaced } from '@/lib/deployment/sync/sync-plan';

/** What a file held that has gone from its place. */
export type Content = { size: number; sha256: string };

/** Keeps what a sync replaces or takes away, on the share itself. */
export class Versions {
  readonly #share: FileShare;
  readonly #known: Set<string>;

  private constructor(share: FileShare, known: Set<string>) {
    this.#share = share;
    this.#known = known;
  }

  /** `trusted` is false after a sync that broke off: a copy that it began may not be whole. */
  static async open(share: FileShare, trusted: boolean, signal: AbortSignal): Promise<Versions> {
    const entries = trusted ? await share.list(VERSIONS, signal) : [];
    return new Versions(share, new Set(entries?.map(({ name }) => name)));
  }

  /** Copies a file that is about to be replaced; null when it has gone by itself. */
  async keep(replaced: Replaced, signal: AbortSignal): Promise<Content | null> {
    const content = await this.#contentOf(replaced, signal);
    if (content && this.#isNew(content))
      await this.#share.copy(replaced.there.path, versionOf(content), new Date(), signal);
    return content;
  }

  /** Takes a file out of its place; null when it has gone by itself. */
  async putAway(replaced: Replaced, signal: AbortSignal): Promise<Content | null> {
    const content = await this.#contentOf(replaced, signal);
    const { path, size, writtenAt } = replaced.there;
    if (content && this.#isNew(content)) {
      const moved = writtenAt === null ? undefined : { size, writtenAt };
      await this.#share.rename(path, versionOf(content), moved, signal);
    } else {
      await this.#share.deleteFile(path, signal);
    }
    return content;
  }

  #isNew({ sha256 }: Content): boolean {
    const isNew = !this.#known.has(sha256);
    this.#known.add(sha256);
    return isNew;
  }

  /** What someone else wrote has to be read to be known. */
  async #contentOf({ there, record }: Replaced, signal: AbortSignal): Promise<Content | null> {
    if (record) return record;
    const sha256 = await this.#share.sha256(there.path, signal);
    return sha256 === null ? null : { size: there.size, sha256 };
  }
}
