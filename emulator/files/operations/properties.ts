import { truncate, utimes } from 'node:fs/promises';
import { type Call, findEntry, type Operation, readRecord } from '../call.ts';
import { identityOf, lstatOrNothing } from '../disk.ts';
import type { Entry, EntryKind } from '../entries.ts';
import { entryHeaders, propertyHeaders, smbProperties } from '../entry-headers.ts';
import { badHeader, FilesError } from '../files-error.ts';
import { MAX_FILE_BYTES } from '../limits.ts';
import { readHttpHeaders, readInteger, readMetadata } from '../request-headers.ts';
import type { EntryRecord } from '../sidecars.ts';
import { readSmbProperties, readWriteTime, requireWritable } from '../smb-headers.ts';

/** Properties of a directory, and of a file by HEAD. */
export const getProperties =
  (kind: EntryKind): Operation =>
  async (call) => {
    const { entry, record } = await findEntry(call, kind);
    const headers = propertyHeaders(entry, record);
    if (kind === 'file') headers.set('content-length', `${entry.stats.size}`);
    return new Response(null, { headers });
  };

/** Metadata alone. */
export const getMetadata =
  (kind: EntryKind): Operation =>
  async (call) => {
    const { entry, record } = await findEntry(call, kind);
    const all = propertyHeaders(entry, record);
    const told = [...all].filter(([name]) => /^(etag|last-modified|x-ms-meta-.*)$/.test(name));
    return new Response(null, { headers: told });
  };

export const setMetadata =
  (kind: EntryKind): Operation =>
  async (call) => {
    const { entry, record } = await findEntry(call, kind);
    const metadata = readMetadata(call.request.headers);
    await recordChange(call, entry, { ...record, metadata }, smbProperties(entry, record).writtenAt);
    return answerEntry(call, 200, entry, ['etag', 'last-modified', 'x-ms-request-server-encrypted']);
  };

/** Sets the SMB properties; of a file also its HTTP headers, all of them at once, and its length. */
export const setProperties =
  (kind: EntryKind): Operation =>
  async (call) => {
    const { headers } = call.request;
    const { entry, record } = await findEntry(call, kind);
    const smb = await readSmbProperties(headers, record, entry, call.parts.sidecars);
    const length = kind === 'file' ? readInteger(headers, 'x-ms-content-length') : undefined;
    if (length !== undefined && length > MAX_FILE_BYTES) throw badHeader('x-ms-content-length', `${length}`);
    const httpHeaders = kind === 'file' ? readHttpHeaders(headers) : {};
    if (length !== undefined && length !== Number(entry.stats.size)) {
      requireWritable(record);
      await truncate(entry.diskPath, length);
    }
    const writtenAt = readWriteTime(headers) ?? smbProperties(entry, record).writtenAt;
    const isNow = headers.get('x-ms-file-last-write-time')?.toLowerCase() === 'now';
    await recordChange(call, entry, { ...record, ...smb, httpHeaders }, isNow ? nowText(call) : writtenAt);
    return answerEntry(call, 200, entry);
  };

const nowText = ({ parts }: Call) => new Date(parts.now()).toISOString().replace('Z', '0000Z');

/**
 * Records a change of an entry, last written at a time with seven digits. Setting the time, even to what it was,
 * moves the change time on disk, from which ETag and Last-Modified come.
 */
export async function recordChange(
  call: Call,
  { diskPath, stats, account, share }: Entry,
  record: EntryRecord,
  writtenAt: string | undefined,
): Promise<void> {
  const time = writtenAt === undefined ? stats.mtime : new Date(writtenAt);
  await utimes(diskPath, stats.atime, time);
  const now = await lstatOrNothing(diskPath);
  if (!now) throw new FilesError('ResourceNotFound');
  const written = writtenAt === undefined ? undefined : { at: writtenAt, mtimeNs: `${now.mtimeNs}` };
  await call.parts.sidecars.writeEntry({ account, share }, identityOf(now), { ...record, written });
}

/** An answer that describes an entry as it is now, with all of its headers or some. */
export async function answerEntry(
  call: Call,
  status: number,
  known: Entry,
  only?: string[],
): Promise<Response> {
  const entry = await call.parts.entries.find(known, known.kind);
  const all = [...entryHeaders(entry, await readRecord(call.parts, entry))];
  return new Response(null, { status, headers: all.filter(([name]) => only?.includes(name) ?? true) });
}
