import type { Entry } from './entries.ts';
import { DEFAULT_CONTENT_TYPE } from './request-headers.ts';
import type { EntryRecord } from './sidecars.ts';
import { attributesOf, INHERITED_KEYS } from './smb-headers.ts';

const NS_PER_TICK = 100n;
export const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;
/** Ticks of 100 ns from the year 1 to 1970: the service's ETags count from there. */
const TICKS_TO_1970 = 621_355_968_000_000_000n;

/** The ETag of what was last changed at a time. */
export function etagOf(changedNs: bigint): string {
  return `"0x${(changedNs / NS_PER_TICK + TICKS_TO_1970).toString(16).toUpperCase()}"`;
}

/** A time as the SMB headers write it: seven digits after the second. */
export function smbTime(timeNs: bigint): string {
  // Before 1970 too, the part after the second counts forwards.
  const partNs = ((timeNs % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
  const seconds = new Date(Number((timeNs - partNs) / NS_PER_MS)).toISOString();
  return seconds.replace(/\.\d+Z$/, `.${`${partNs / NS_PER_TICK}`.padStart(7, '0')}Z`);
}

/** A share's root is 0. */
export function fileIdOf({ path, stats }: Pick<Entry, 'path' | 'stats'>): string {
  return path.length === 0 ? '0' : `${stats.ino}`;
}

/** An entry's SMB properties, as headers and listings write them. */
export function smbProperties({ kind, stats }: Entry, record: EntryRecord) {
  const isSetNow = record.written?.mtimeNs === `${stats.mtimeNs}`;
  return {
    attributes: attributesOf(kind, record.attributes),
    createdAt: record.createdAt ?? smbTime(stats.birthtimeNs),
    writtenAt: record.written && isSetNow ? record.written.at : smbTime(stats.mtimeNs),
    changedAt: smbTime(stats.ctimeNs),
    lastModified: stats.ctime.toUTCString(),
    permissionKey: record.permissionKey ?? INHERITED_KEYS[kind],
  };
}

/** What every answer about one entry carries. */
export function entryHeaders(entry: Entry, record: EntryRecord): Headers {
  const { stats, parentStats, path } = entry;
  const properties = smbProperties(entry, record);
  return new Headers({
    etag: etagOf(stats.ctimeNs),
    'last-modified': properties.lastModified,
    'x-ms-file-attributes': properties.attributes,
    'x-ms-file-creation-time': properties.createdAt,
    'x-ms-file-last-write-time': properties.writtenAt,
    'x-ms-file-change-time': properties.changedAt,
    'x-ms-file-id': fileIdOf(entry),
    'x-ms-file-parent-id': path.length > 1 ? `${parentStats.ino}` : '0',
    'x-ms-file-permission-key': properties.permissionKey,
    'x-ms-request-server-encrypted': 'true',
  });
}

/** What reading an entry carries besides: its metadata, and for a file what it is served with. */
export function propertyHeaders(entry: Entry, record: EntryRecord): Headers {
  const headers = entryHeaders(entry, record);
  headers.delete('x-ms-request-server-encrypted');
  headers.set('x-ms-server-encrypted', 'true');
  for (const [name, value] of Object.entries(record.metadata)) headers.set(`x-ms-meta-${name}`, value);
  if (entry.kind === 'directory') return headers;

  headers.set('x-ms-type', 'File');
  headers.set('accept-ranges', 'bytes');
  headers.set('content-type', DEFAULT_CONTENT_TYPE);
  headers.set('x-ms-lease-status', 'unlocked');
  headers.set('x-ms-lease-state', 'available');
  const stored = { ...record.httpHeaders, ...record.copy };
  for (const [name, value] of Object.entries(stored)) headers.set(name, value);
  return headers;
}
