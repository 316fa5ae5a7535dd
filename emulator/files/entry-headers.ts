import type { BigIntStats } from 'node:fs';
import type { Entry } from './entries.ts';
import { DEFAULT_CONTENT_TYPE } from './request-headers.ts';
import type { EntryRecord } from './sidecars.ts';

/** The key of the permission that a share's root gives; permissions are not kept by this service. */
export const PERMISSION_KEY = '4010187179898695473*11459378189709739967';

/** Changes whenever content, properties or metadata do. */
export function etagOf({ ctimeNs, mtimeNs, size }: BigIntStats): string {
  return `"0x${(ctimeNs ^ (mtimeNs << 1n) ^ size).toString(16).toUpperCase()}"`;
}

/** A time as the SMB headers write it: seven digits after the second. */
export function smbTime(time: Date): string {
  return time.toISOString().replace('Z', '0000Z');
}

export function createdAt({ stats }: Entry, record: EntryRecord | undefined): Date {
  return record?.createdAt ? new Date(record.createdAt) : stats.birthtime;
}

export function attributesOf({ place }: Entry, record: EntryRecord | undefined): string {
  const own = place.kind === 'directory' ? 'Directory' : 'Archive';
  return record?.attributes ?? own;
}

/** What every answer about one entry carries. */
export function entryHeaders(entry: Entry, record: EntryRecord | undefined): Headers {
  const { stats, parentStats } = entry;
  return new Headers({
    etag: etagOf(stats),
    'last-modified': stats.ctime.toUTCString(),
    'x-ms-file-attributes': attributesOf(entry, record),
    'x-ms-file-creation-time': smbTime(createdAt(entry, record)),
    'x-ms-file-last-write-time': smbTime(stats.mtime),
    'x-ms-file-change-time': smbTime(stats.ctime),
    'x-ms-file-id': `${stats.ino}`,
    'x-ms-file-parent-id': entry.place.path.length === 0 ? '0' : `${parentStats.ino}`,
    'x-ms-file-permission-key': PERMISSION_KEY,
    'x-ms-request-server-encrypted': 'true',
  });
}

/** What reading an entry carries besides: its metadata, and for a file what it is served with. */
export function propertyHeaders(entry: Entry, record: EntryRecord | undefined): Headers {
  const headers = entryHeaders(entry, record);
  headers.delete('x-ms-request-server-encrypted');
  headers.set('x-ms-server-encrypted', 'true');
  for (const [name, value] of Object.entries(record?.metadata ?? {})) headers.set(`x-ms-meta-${name}`, value);
  if (entry.place.kind === 'directory') return headers;

  headers.set('x-ms-type', 'File');
  headers.set('accept-ranges', 'bytes');
  headers.set('content-type', DEFAULT_CONTENT_TYPE);
  for (const [name, value] of Object.entries(record?.httpHeaders ?? {})) headers.set(name, value);
  return headers;
}
