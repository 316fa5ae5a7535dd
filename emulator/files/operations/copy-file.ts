import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type ByteRange, lengthOf } from '../byte-range.ts';
import { type Call, type Operation, placeOf, readRecord } from '../call.ts';
import { dataSegments } from '../data-segments.ts';
import type { Entry } from '../entries.ts';
import { smbProperties } from '../entry-headers.ts';
import { badHeader, FilesError, unverifiedSource } from '../files-error.ts';
import { putNewFile } from '../new-file.ts';
import { readFlag, readMetadata, readWord } from '../request-headers.ts';
import { bytesTaken } from '../share-usage.ts';
import type { EntryRecord } from '../sidecars.ts';
import { isInheritedKey, readSmbProperties, readWriteTime } from '../smb-headers.ts';

const PIECE_BYTES = 1024 * 1024;

/** Copies a file of this service; the copy is complete when the answer comes. */
export const copyFile: Operation = async (call) => {
  const { headers } = call.request;
  const to = placeOf(call);
  const from = await findSource(call);
  const size = Number(from.stats.size);
  await call.parts.usage.take(to.account, to.share, to.path, bytesTaken(from.stats));

  const known = await readRecord(call.parts, from);
  const metadata = readMetadata(headers);
  const copy = {
    'x-ms-copy-id': randomUUID(),
    'x-ms-copy-source': withoutSignature(headers.get('x-ms-copy-source') ?? ''),
    'x-ms-copy-status': 'success',
    'x-ms-copy-progress': `${size}/${size}`,
    'x-ms-copy-completion-time': new Date(call.parts.now()).toUTCString(),
  };
  const response = await putNewFile(call, to, {
    record: {
      ...(await copiedProperties(call, from, known)),
      httpHeaders: known.httpHeaders,
      metadata: Object.keys(metadata).length > 0 ? metadata : known.metadata,
      copy,
    },
    writtenAt: isSource(headers, 'x-ms-file-last-write-time')
      ? smbProperties(from, known).writtenAt
      : readWriteTime(headers),
    mayReplaceReadOnly: readFlag(headers, 'x-ms-file-copy-ignore-readonly') ?? false,
    fill: (file) => copyContent(from, file),
  });
  const told = ['etag', 'last-modified'].map((name): [string, string] => [
    name,
    response.headers.get(name) ?? '',
  ]);
  return new Response(null, {
    status: 202,
    headers: [...told, ['x-ms-copy-id', copy['x-ms-copy-id']], ['x-ms-copy-status', 'success']],
  });
};

/** A copy is complete at once, so there is never one to abort. */
export const abortCopy: Operation = async (call) => {
  const id = call.target.query.get('copyid') ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new FilesError('InvalidQueryParameterValue', {
      QueryParameterName: 'copyid',
      QueryParameterValue: id,
      Reason: 'copyid needs to be valid Guid.',
    });
  if (readWord(call.request.headers, 'x-ms-copy-action', ['abort']) === undefined)
    throw badHeader('x-ms-copy-action', '');
  await call.parts.entries.find(placeOf(call), 'file');
  throw new FilesError('NoPendingCopyOperation');
};

async function findSource(call: Call): Promise<Entry> {
  const { account, share = '', path } = await call.parts.sources.toCopy(call, 'x-ms-copy-source');
  return call.parts.entries.find({ account, share, path }, 'file').catch(unverifiedSource);
}

/** A copy is a new file, but for what the request asks to take from the source. */
async function copiedProperties(
  call: Call,
  from: Entry,
  known: EntryRecord,
): Promise<Pick<EntryRecord, 'attributes' | 'createdAt' | 'permissionKey'>> {
  const { headers } = call.request;
  const { sidecars } = call.parts;
  const to = placeOf(call);
  const takesPermission = headers.get('x-ms-file-permission-copy-mode')?.toLowerCase() === 'source';
  const permission = takesPermission ? await permissionOf(call, from, known) : undefined;
  const inherited: EntryRecord = {
    httpHeaders: {},
    metadata: {},
    attributes: isSource(headers, 'x-ms-file-attributes') ? known.attributes : undefined,
    createdAt: isSource(headers, 'x-ms-file-creation-time')
      ? smbProperties(from, known).createdAt
      : undefined,
    permissionKey: permission === undefined ? undefined : await sidecars.writePermission(to, permission),
  };
  return readSmbProperties(headers, inherited, to, sidecars);
}

async function permissionOf(
  { parts }: Call,
  from: Entry,
  { permissionKey }: EntryRecord,
): Promise<string | undefined> {
  if (permissionKey === undefined || isInheritedKey(permissionKey)) return undefined;
  return parts.sidecars.readPermission(from, permissionKey);
}

const isSource = (headers: Headers, name: string) => headers.get(name)?.toLowerCase() === 'source';

function withoutSignature(url: string): string {
  return url.replace(/\?.*$/, '');
}

async function copyContent({ diskPath, stats }: Entry, to: FileHandle): Promise<void> {
  const size = Number(stats.size);
  await to.truncate(size);
  if (size === 0) return;
  const segments = await dataSegments(diskPath, stats, { first: 0, last: size - 1 });
  const from = await open(diskPath, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    for (const segment of segments) await copySegment(from, to, segment);
  } finally {
    await from.close();
  }
}

async function copySegment(from: FileHandle, to: FileHandle, segment: ByteRange): Promise<void> {
  const piece = Buffer.alloc(Math.min(PIECE_BYTES, lengthOf(segment)));
  for (let at = segment.first; at <= segment.last; ) {
    const { bytesRead } = await from.read(piece, 0, Math.min(piece.length, segment.last - at + 1), at);
    if (bytesRead === 0) return;
    await to.write(piece, 0, bytesRead, at);
    at += bytesRead;
  }
}
