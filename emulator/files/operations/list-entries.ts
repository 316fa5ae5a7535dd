import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Call, findEntry, type Operation, readCount, readRecord } from '../call.ts';
import type { Entry } from '../entries.ts';
import { attributesOf, createdAt, etagOf, PERMISSION_KEY, smbTime } from '../entry-headers.ts';
import { FilesError, isSystemError } from '../files-error.ts';
import { serviceEndpoint } from '../service-endpoint.ts';
import { xmlResponse } from '../xml.ts';

const MAX_RESULTS = 5000;
const STAT_BATCH = 64;

/** One page of a directory, by name. The marker is the last name of the page before. */
export const listEntries: Operation = async (call) => {
  const { entry: directory } = await findEntry(call, 'directory');
  const { query } = call.target;
  const prefix = query.get('prefix') ?? '';
  const marker = query.get('marker') ?? '';
  const limit = readCount(call, 'maxresults', MAX_RESULTS);

  const after = marker === '' ? '' : decodeMarker(marker);
  const names = (await readdir(directory.diskPath, { withFileTypes: true }))
    .filter((item) => item.isFile() || item.isDirectory())
    .filter((item) => item.name.startsWith(prefix) && item.name > after)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const page = names.slice(0, limit);
  const last = page.at(-1);
  const entries = await describeAll(call, directory, page);

  return xmlResponse(200, {
    EnumerationResults: {
      '@ServiceEndpoint': serviceEndpoint(call),
      '@ShareName': directory.place.share,
      '@DirectoryPath': directory.place.path.join('/'),
      DirectoryId: `${directory.stats.ino}`,
      Prefix: prefix,
      Marker: marker,
      MaxResults: limit,
      Entries: {
        File: entries.filter(({ kind }) => kind === 'file').map(({ element }) => element),
        Directory: entries.filter(({ kind }) => kind === 'directory').map(({ element }) => element),
      },
      NextMarker: last && names.length > page.length ? encodeMarker(last.name) : '',
    },
  });
};

type Described = { kind: 'file' | 'directory'; element: Record<string, unknown> };

async function describeAll(call: Call, directory: Entry, page: Dirent[]): Promise<Described[]> {
  const described: (Described | undefined)[] = [];
  for (let at = 0; at < page.length; at += STAT_BATCH) {
    const batch = page.slice(at, at + STAT_BATCH);
    described.push(...(await Promise.all(batch.map((item) => describeOne(call, directory, item)))));
  }
  return described.filter((item) => item !== undefined);
}

/** Undefined when it has gone since the directory was read. */
async function describeOne(call: Call, directory: Entry, item: Dirent): Promise<Described | undefined> {
  const kind = item.isFile() ? 'file' : 'directory';
  const diskPath = join(directory.diskPath, item.name);
  const place = { ...directory.place, kind, path: [...directory.place.path, item.name] } as const;
  try {
    const stats = await lstat(diskPath, { bigint: true });
    const entry: Entry = { place, diskPath, stats, parentStats: directory.stats };
    return { kind, element: await toElement(call, entry, item.name) };
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function toElement(call: Call, entry: Entry, name: string): Promise<Record<string, unknown>> {
  const included = (call.target.query.get('include') ?? '').toLowerCase().split(',');
  const { stats } = entry;
  const isFile = entry.place.kind === 'file';
  const needsRecord = included.includes('timestamps') || included.includes('attributes');
  const record = needsRecord ? await readRecord(call.parts, entry) : undefined;
  return {
    FileId: `${stats.ino}`,
    Name: nameElement(name),
    Properties: {
      ...(isFile && { 'Content-Length': `${stats.size}` }),
      ...(included.includes('timestamps') && {
        CreationTime: smbTime(createdAt(entry, record)),
        LastAccessTime: smbTime(stats.atime),
        LastWriteTime: smbTime(stats.mtime),
        ChangeTime: smbTime(stats.ctime),
        'Last-Modified': stats.ctime.toUTCString(),
      }),
      ...(included.includes('etag') && { Etag: etagOf(stats) }),
    },
    ...(included.includes('attributes') && { Attributes: attributesOf(entry, record) }),
    ...(included.includes('permissionkey') && { PermissionKey: PERMISSION_KEY }),
  };
}

/** A name that XML cannot carry is percent-encoded and marked, as the service does. */
function nameElement(name: string): unknown {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what XML cannot carry
  const isSafe = !/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(name);
  return isSafe ? name : { '@Encoded': 'true', '#text': encodeURIComponent(name) };
}

const encodeMarker = (name: string) => Buffer.from(name).toString('base64url');

function decodeMarker(marker: string): string {
  if (/^[\w-]+$/.test(marker)) return Buffer.from(marker, 'base64url').toString();
  throw new FilesError('InvalidQueryParameterValue', `marker: '${marker}'.`);
}
