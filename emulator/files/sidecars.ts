import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isSystemError } from './files-error.ts';

const entryRecordSchema = z.strictObject({
  /** The file that this was written for: a file that another program put in its place has no record. */
  inode: z.string(),
  httpHeaders: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.string()),
  attributes: z.string().optional(),
  createdAt: z.string().optional(),
});

const shareRecordSchema = z.strictObject({
  quotaGiB: z.int(),
  metadata: z.record(z.string(), z.string()),
});

/** What a plain file cannot carry: HTTP headers, metadata, attributes, a creation time that was set. */
export type EntryRecord = z.infer<typeof entryRecordSchema>;
export type ShareRecord = z.infer<typeof shareRecordSchema>;

// Azure forbids colons in names, so these can stand beside the records of a directory's children.
const DIRECTORY_RECORD = ':directory';
const SHARE_RECORD = ':share';

/**
 * Records about shares, directories and files, in a tree of their own that mirrors the shares' folders, so
 * that a directory's records move and vanish with it. Every write replaces a whole record atomically.
 */
export class Sidecars {
  readonly #root: string;
  readonly #temporary: string;

  constructor(root: string) {
    this.#root = root;
    this.#temporary = join(root, ':temporary');
  }

  async readEntry(place: EntryPlace, inode: string): Promise<EntryRecord | undefined> {
    const record = await this.#read(this.#entryPath(place), entryRecordSchema);
    return record?.inode === inode ? record : undefined;
  }

  async writeEntry(place: EntryPlace, record: EntryRecord): Promise<void> {
    const path = this.#entryPath(place);
    const isPlain =
      Object.keys(record.httpHeaders).length + Object.keys(record.metadata).length === 0 &&
      record.attributes === undefined &&
      record.createdAt === undefined;
    if (isPlain) await rm(path, { recursive: true, force: true }).catch(ignoreMissing);
    else await this.#write(path, record);
  }

  /** Forgets a file, or a directory with all that was in it. */
  async removeEntry(place: EntryPlace): Promise<void> {
    await rm(this.#treePath(place), { recursive: true, force: true }).catch(ignoreMissing);
  }

  async moveEntry(from: EntryPlace, to: EntryPlace): Promise<void> {
    await this.removeEntry(to);
    await this.#makeParent(this.#treePath(to));
    await rename(this.#treePath(from), this.#treePath(to)).catch(ignoreMissing);
  }

  async readShare(account: string, share: string): Promise<ShareRecord | undefined> {
    return this.#read(join(this.#root, account, share, SHARE_RECORD), shareRecordSchema);
  }

  async writeShare(account: string, share: string, record: ShareRecord): Promise<void> {
    await this.#write(join(this.#root, account, share, SHARE_RECORD), record);
  }

  async removeShare(account: string, share: string): Promise<void> {
    await rm(join(this.#root, account, share), { recursive: true, force: true });
  }

  #treePath({ account, share, path }: EntryPlace): string {
    return join(this.#root, account, share, ...path);
  }

  #entryPath(place: EntryPlace): string {
    return place.kind === 'directory' ? join(this.#treePath(place), DIRECTORY_RECORD) : this.#treePath(place);
  }

  async #read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    try {
      return schema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (error) {
      // Another program may have put a directory where a file was, or the other way round.
      if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return undefined;
      // A power cut can leave a record empty; the file itself is still good.
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  async #write(path: string, record: EntryRecord | ShareRecord): Promise<void> {
    const temporary = join(this.#temporary, randomUUID());
    await mkdir(this.#temporary, { recursive: true });
    await writeFile(temporary, JSON.stringify(record));
    await this.#makeParent(path);
    await rename(temporary, path).catch(async (error: unknown) => {
      if (!isSystemError(error, 'EISDIR', 'ENOTEMPTY')) throw error;
      await rm(path, { recursive: true });
      await rename(temporary, path);
    });
  }

  /** Makes the folders above; the record of a file that has since become a directory gives way. */
  async #makeParent(path: string): Promise<void> {
    const parent = dirname(path);
    await mkdir(parent, { recursive: true }).catch(async (error: unknown) => {
      if (!isSystemError(error, 'EEXIST', 'ENOTDIR')) throw error;
      if (isSystemError(error, 'ENOTDIR')) await this.#makeParent(parent);
      else await rm(parent);
      await mkdir(parent, { recursive: true });
    });
  }
}

export type EntryPlace = {
  kind: 'file' | 'directory';
  account: string;
  share: string;
  path: readonly string[];
};

function ignoreMissing(error: unknown): void {
  if (!isSystemError(error, 'ENOENT', 'ENOTDIR')) throw error;
}
