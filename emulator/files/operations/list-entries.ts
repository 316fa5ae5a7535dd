import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Call, findEntry, NOTHING_RECORDED, type Operation, readCount, readRecord } from '../call.ts';
import { lstatOrNothing } from '../disk.ts';
import type { Entry } from '../entries.ts';
import { etagOf, fileIdOf, smbProperties, smbTime } from '../entry-headers.ts';
import { FilesError } from '../files-error.ts';
import { foldName } from '../names.ts';
import { serviceEndpoint } from '../service-endpoint.ts';
import { type XmlElement, xmlResponse } from '../xml.ts';

const MAX_RESULTS = 5000;
const STATS_AT_ONCE = 64;

/** One page of a directory, by name. The marker is the last name of the page before, so that changes do not shift it. */
export const listEntries: Operation = async (call) => {
  const { entry: directory } = await findEntry(call, 'directory');
  const { query } = call.target;
  const prefix = query.get('prefix');
  const marker = query.get('marker');
  const limit = readCount(call, 'maxresults', MAX_RESULTS);

  const after = marker ? sortKey(decodeMarker(marker)) : '';
  const start = foldName(prefix ?? '');
  const items = (await readdir(directory.diskPath, { withFileTypes: true }))
    .filter((item) => item.isFile() || item.isDirectory())
    .map((item) => ({ item, key: sortKey(item.name) }))
    .filter(({ key }) => key.startsWith(start) && key > after)
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ item }) => item);
  const page = items.slice(0, limit);
  const last = page.at(-1);

  return xmlResponse(200, [
    'EnumerationResults',
    [
      nameElement('Prefix', prefix ?? ''),
      ['Marker', marker],
      ['MaxResults', query.has('maxresults') ? limit : undefined],
      ['DirectoryId', fileIdOf(directory)],
      ['Entries', await describeAll(call, directory, page)],
      ['NextMarker', last && items.length > page.length ? encodeMarker(last.name) : ''],
    ],
    {
      ServiceEndpoint: serviceEndpoint(call),
      ShareName: directory.share,
      DirectoryPath: directory.path.join('/'),
    },
  ]);
};

/** Orders names as the service does, whatever their case; those that differ in nothing else have an order too. */
const sortKey = (name: string) => `${foldName(name)}/${name}`;

async function describeAll(call: Call, directory: Entry, page: Dirent[]): Promise<XmlElement[]> {
  const described: XmlElement[] = [];
  for (let at = 0; at < page.length; at += STATS_AT_ONCE) {
    const batch = page.slice(at, at + STATS_AT_ONCE);
    const found = await Promise.all(batch.map((item) => describeOne(call, directory, item)));
    described.push(...found.filter((element) => element !== undefined));
  }
  return described;
}

/** Undefined when it has gone since the directory was read. */
async function describeOne(call: Call, directory: Entry, item: Dirent): Promise<XmlElement | undefined> {
  const kind = item.isFile() ? 'file' : 'directory';
  const diskPath = join(directory.diskPath, item.name);
  const stats = await lstatOrNothing(diskPath);
  if (!stats) return undefined;
  const path = [...directory.path, item.name];
  return toElement(call, { ...directory, kind, path, diskPath, stats, parentStats: directory.stats });
}

async function toElement(call: Call, entry: Entry): Promise<XmlElement> {
  const included = (call.target.query.get('include') ?? '').toLowerCase().split(',');
  const { stats, kind, path } = entry;
  const needsRecord = ['timestamps', 'attributes', 'permissionkey'].some((each) => included.includes(each));
  const record = needsRecord ? await readRecord(call.parts, entry) : NOTHING_RECORDED;
  const properties = smbProperties(entry, record);
  const times: XmlElement[] = [
    ['CreationTime', properties.createdAt],
    ['LastAccessTime', smbTime(stats.atimeNs)],
    ['LastWriteTime', properties.writtenAt],
    ['ChangeTime', properties.changedAt],
    ['Last-Modified', properties.lastModified],
  ];
  return [
    kind === 'file' ? 'File' : 'Directory',
    [
      nameElement('Name', path.at(-1) ?? ''),
      ['FileId', fileIdOf(entry)],
      [
        'Properties',
        [
          ['Content-Length', kind === 'file' ? `${stats.size}` : undefined],
          ...(included.includes('timestamps') ? times : []),
          ['Etag', included.includes('etag') ? etagOf(stats.ctimeNs) : undefined],
        ],
      ],
      ['Attributes', included.includes('attributes') ? properties.attributes : undefined],
      ['PermissionKey', included.includes('permissionkey') ? properties.permissionKey : undefined],
    ],
  ];
}

/** A name that XML cannot carry is percent-encoded and marked, as the service does. */
function nameElement(element: string, name: string): XmlElement {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what XML cannot carry
  const isSafe = !/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(name);
  return isSafe ? [element, name] : [element, encodeURIComponent(name), { Encoded: 'true' }];
}

const encodeMarker = (name: string) => Buffer.from(name).toString('base64url');

function decodeMarker(marker: string): string {
  if (/^[\w-]+$/.test(marker)) return Buffer.from(marker, 'base64url').toString();
  throw new FilesError('InvalidQueryParameterValue', {
    QueryParameterName: 'marker',
    QueryParameterValue: marker,
  });
}
