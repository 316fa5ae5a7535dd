import { truncate, utimes } from 'node:fs/promises';
import { type Call, findEntry, type Operation, readRecord } from '../call.ts';
import type { Entry } from '../entries.ts';
import { entryHeaders, propertyHeaders } from '../entry-headers.ts';
import { readAttributes, readHttpHeaders, readInteger, readMetadata, readTime } from '../request-headers.ts';
import type { EntryPlace, EntryRecord } from '../sidecars.ts';

type Kind = EntryPlace['kind'];

/** Properties of a directory, and of a file by HEAD. */
export const getProperties =
  (kind: Kind): Operation =>
  async (call) => {
    const { entry, record } = await findEntry(call, kind);
    const headers = propertyHeaders(entry, record);
    if (kind === 'file') headers.set('content-length', `${entry.stats.size}`);
    return new Response(null, { headers });
  };

export const setMetadata =
  (kind: Kind): Operation =>
  async (call) => {
    const { entry, record } = await findEntry(call, kind);
    const metadata = readMetadata(call.request.headers);
    return changed(call, entry, { ...recordFor(entry, record), metadata });
  };

/** Sets the SMB properties; of a file also its HTTP headers, all of them at once, and its length. */
export const setProperties =
  (kind: Kind): Operation =>
  async (call) => {
    const { headers } = call.request;
    const { entry, record } = await findEntry(call, kind);
    const next = smbRecord(headers, recordFor(entry, record));
    if (kind === 'file') {
      next.httpHeaders = readHttpHeaders(headers);
      const length = readInteger(headers, 'x-ms-content-length');
      if (length !== undefined) await truncate(entry.diskPath, length);
    }
    return changed(call, entry, next);
  };

export function recordFor({ stats }: Entry, record: EntryRecord | undefined): EntryRecord {
  return record ?? { inode: `${stats.ino}`, httpHeaders: {}, metadata: {} };
}

/** A record with the attributes and the creation time that a request asks for. */
export function smbRecord(headers: Headers, record: EntryRecord): EntryRecord {
  const next = { ...record };
  const attributes = readAttributes(headers);
  if (attributes !== undefined) next.attributes = attributes;
  if (/^none$/i.test(headers.get('x-ms-file-attributes') ?? '')) delete next.attributes;
  const created = readTime(headers, 'creation-time');
  if (created) next.createdAt = created.toISOString();
  return next;
}

/**
 * Records a change and answers 200 with the entry as it is now. Setting the times, even to what they were,
 * moves the change time on disk, from which ETag and Last-Modified come.
 */
async function changed(call: Call, entry: Entry, record: EntryRecord): Promise<Response> {
  await call.parts.sidecars.writeEntry(entry.place, record);
  const written = readTime(call.request.headers, 'last-write-time') ?? entry.stats.mtime;
  await utimes(entry.diskPath, entry.stats.atime, written);
  return answerEntry(call, 200, entry.place);
}

/** An answer that describes an entry as it is now. */
export async function answerEntry(call: Call, status: number, place: EntryPlace): Promise<Response> {
  const entry = await call.parts.entries.find(place);
  return new Response(null, { status, headers: entryHeaders(entry, await readRecord(call.parts, entry)) });
}
