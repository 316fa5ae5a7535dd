import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isSystemError } from './files-error.ts';

const texts = z.record(z.string(), z.string());

const entryRecordSchema = z.strictObject({
  httpHeaders: texts,
  metadata: texts,
  attributes: z.string().optional(),
  /** With seven digits after the second, as it was given: finer than a disk takes it from us. */
  createdAt: z.string().optional(),
  /** The write time that was given, good while the disk's own is still the one that was set with it. */
  written: z.strictObject({ at: z.string(), mtimeNs: z.string() }).optional(),
  permissionKey: z.string().optional(),
  /** Headers about the copy that made this file. */
  copy: texts.optional(),
});

const shareRecordSchema = z.strictObject({
  quotaGiB: z.int(),
  metadata: texts,
  accessTier: z.string().optional(),
  changedAt: z.string().optional(),
  policies: z
    .array(
      z.strictObject({
        id: z.string(),
        starts: z.string().optional(),
        expires: z.string().optional(),
        permissions: z.string().optional(),
      }),
    )
    .optional(),
});

/** What a plain file cannot carry: HTTP headers, metadata, attributes, times that were set. */
export type EntryRecord = z.infer<typeof entryRecordSchema>;
export type ShareRecord = z.infer<typeof shareRecordSchema>;
export type StoredPolicy = NonNullable<ShareRecord['policies']>[number];
type ShareName = { account: string; share: string };

const MAX_REMEMBERED_ENTRIES = 100_000;
const SHARE_RECORD = 'share.json';
const SERVICE_RECORD = 'service.json';
const PERMISSION_KEY = /^\d+\*\d+$/;

/**
 * Records about accounts, shares and entries. An entry's record goes by its identity on disk and not by its path, so
 * that it moves with it and never describes what another program put in its place. Every write replaces a whole
 * record atomically.
 */
export class Sidecars {
  readonly #root: string;
  /** A listing of a thousand files would read as many records; nobody else writes them. */
  readonly #entries = new Map<string, { record: EntryRecord | undefined }>();

  constructor(root: string) {
    this.#root = root;
  }

  /** A path on the same disk, for something that is put in its place when it is whole. */
  async temporaryPath(): Promise<string> {
    const folder = join(this.#root, ':temporary');
    await mkdir(folder, { recursive: true });
    return join(folder, randomUUID());
  }

  async readEntry(share: ShareName, identity: string): Promise<EntryRecord | undefined> {
    const path = this.#entryPath(share, identity);
    const known = this.#entries.get(path);
    if (known) return known.record;
    const record = await this.#read(path, entryRecordSchema);
    // Whoever wrote meanwhile knows better.
    if (!this.#entries.has(path)) this.#remember(path, record);
    return record;
  }

  async writeEntry(share: ShareName, identity: string, record: EntryRecord): Promise<void> {
    const { httpHeaders, metadata, ...others } = record;
    const isPlain = [httpHeaders, metadata].every((each) => Object.keys(each).length === 0);
    if (isPlain && Object.values(others).every((value) => value === undefined)) {
      await this.removeEntry(share, identity);
      return;
    }
    const path = this.#entryPath(share, identity);
    await this.#write(path, record);
    this.#remember(path, record);
  }

  async removeEntry(share: ShareName, identity: string): Promise<void> {
    const path = this.#entryPath(share, identity);
    await rm(path, { force: true });
    this.#remember(path, undefined);
  }

  readShare(share: ShareName): Promise<ShareRecord | undefined> {
    return this.#read(join(this.#sharePath(share), SHARE_RECORD), shareRecordSchema);
  }

  async writeShare(share: ShareName, record: ShareRecord): Promise<void> {
    await this.#write(join(this.#sharePath(share), SHARE_RECORD), record);
  }

  async removeShare(share: ShareName): Promise<void> {
    const folder = this.#sharePath(share);
    for (const path of this.#entries.keys()) if (path.startsWith(`${folder}/`)) this.#entries.delete(path);
    await rm(folder, { recursive: true, force: true });
  }

  /** The text of a permission in the security descriptor definition language; undefined when the share has none such. */
  async readPermission(share: ShareName, key: string): Promise<string | undefined> {
    return PERMISSION_KEY.test(key) ? this.#read(this.#permissionPath(share, key), z.string()) : undefined;
  }

  /** Keeps a permission and gives its key: the same one for the same text. */
  async writePermission(share: ShareName, text: string): Promise<string> {
    const hash = createHash('sha256').update(text).digest();
    const key = `${hash.readBigUInt64LE(0)}*${hash.readBigUInt64LE(8)}`;
    await this.#write(this.#permissionPath(share, key), text);
    return key;
  }

  readService<T>(account: string, schema: z.ZodType<T>): Promise<T | undefined> {
    return this.#read(join(this.#root, account, SERVICE_RECORD), schema);
  }

  async writeService(account: string, properties: object): Promise<void> {
    await this.#write(join(this.#root, account, SERVICE_RECORD), properties);
  }

  #remember(path: string, record: EntryRecord | undefined): void {
    this.#entries.delete(path);
    this.#entries.set(path, { record });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_REMEMBERED_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
  }

  #sharePath({ account, share }: ShareName): string {
    return join(this.#root, account, 'shares', share);
  }

  #entryPath(share: ShareName, identity: string): string {
    return join(this.#sharePath(share), 'entries', identity);
  }

  #permissionPath(share: ShareName, key: string): string {
    return join(this.#sharePath(share), 'permissions', key.replace('*', '-'));
  }

  async #read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    try {
      return schema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (error) {
      if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
      // A power cut can leave a record empty; the file itself is still good.
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  async #write(path: string, record: object | string): Promise<void> {
    const temporary = await this.temporaryPath();
    await writeFile(temporary, JSON.stringify(record));
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
  }
}
