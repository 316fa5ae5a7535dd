import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type ByteRange, lengthOf, readRange } from '../byte-range.ts';
import { type Call, findEntry, type Operation, placeOf } from '../call.ts';
import { dataSegments } from '../data-segments.ts';
import type { Entry } from '../entries.ts';
import { badHeader, FilesError, missingHeader, notSupported } from '../files-error.ts';
import { MAX_RANGE_BYTES } from '../limits.ts';
import { foldName } from '../names.ts';
import { readWord } from '../request-headers.ts';
import { requireWritable } from '../smb-headers.ts';
import { requireContentMd5 } from './content-md5.ts';
import { answerEntry } from './properties.ts';
import { readSourceRange } from './source-range.ts';

const ZEROS = Buffer.alloc(1024 * 1024);
const TOLD = ['etag', 'last-modified', 'x-ms-file-last-write-time'];

/** Writes or clears a range of a file. What is written is read whole (4 MiB at most) before a byte changes. */
export const writeRange: Operation = async (call) => {
  const { headers } = call.request;
  if (headers.has('x-ms-structured-body')) throw notSupported('a range with x-ms-structured-body');
  const how = readWord(headers, 'x-ms-write', ['update', 'clear']);
  if (how === undefined) throw missingHeader('x-ms-write');
  const range = readRange(headers, 'x-ms-range', 'range');
  if (!range) throw missingHeader('x-ms-range');
  if (range.last === Number.POSITIVE_INFINITY) throw badHeader('x-ms-range', headers.get('x-ms-range') ?? '');
  if (how === 'clear') return clearRange(call, range);
  if (lengthOf(range) > MAX_RANGE_BYTES)
    throw new FilesError('RequestBodyTooLarge', { MaxLimit: MAX_RANGE_BYTES });
  return headers.has('x-ms-copy-source') ? writeFromSource(call, range) : writeBody(call, range);
};

async function writeBody(call: Call, range: ByteRange): Promise<Response> {
  const { headers } = call.request;
  const length = headers.get('content-length');
  if (length === null) throw new FilesError('MissingContentLengthHeader');
  if (Number(length) > MAX_RANGE_BYTES)
    throw new FilesError('RequestBodyTooLarge', { MaxLimit: MAX_RANGE_BYTES });
  if (Number(length) !== lengthOf(range)) throw badHeader('content-length', length);
  return call.parts.buffers.read(call.request, Number(length), async (content) => {
    const md5 = requireContentMd5(headers, content);
    const response = await write(call, range, content);
    response.headers.set('content-md5', md5);
    return response;
  });
}

async function writeFromSource(call: Call, range: ByteRange): Promise<Response> {
  const { content, crc64 } = await readSourceRange(call, lengthOf(range));
  const response = await write(call, range, content);
  response.headers.set('x-ms-content-crc64', crc64);
  return response;
}

async function write(call: Call, range: ByteRange, content: Buffer): Promise<Response> {
  const { account, share, path } = placeOf(call);
  const response = await inFile(call, range, async (file) => {
    await call.parts.usage.take(account, share, path, content.length);
    await file.write(content, 0, content.length, range.first);
  });
  response.headers.set('x-ms-request-server-encrypted', 'true');
  return response;
}

async function clearRange(call: Call, range: ByteRange): Promise<Response> {
  const length = call.request.headers.get('content-length') ?? '0';
  if (length !== '0') throw badHeader('content-length', length);
  return inFile(call, range, (file, { diskPath, stats }) => clear(file, diskPath, stats, range));
}

type Change = (file: FileHandle, entry: Entry) => Promise<void>;

async function inFile(call: Call, range: ByteRange, change: Change): Promise<Response> {
  const wish = readWord(call.request.headers, 'x-ms-file-last-write-time', ['now', 'preserve']);
  if (wish !== 'preserve') return changeFile(call, range, change, async () => {});
  const { account, share, path } = placeOf(call);
  const key = [account, share, ...path.map(foldName)].join('/');
  const read = async () => {
    const { entry, record } = await findEntry(call, 'file');
    // The time that was set is finer than the disk's, and given back as it was given.
    const isSet = record.written?.mtimeNs === `${entry.stats.mtimeNs}`;
    return record.written && isSet ? new Date(record.written.at) : entry.stats.mtime;
  };
  return call.parts.keptTimes.hold(key, read, (time) =>
    changeFile(call, range, change, (file, { stats }) => file.utimes(stats.atime, time)),
  );
}

async function changeFile(call: Call, range: ByteRange, change: Change, after: Change): Promise<Response> {
  const { entry, record } = await findEntry(call, 'file');
  requireWritable(record);
  if (range.last >= Number(entry.stats.size)) throw new FilesError('InvalidRange');
  const file = await open(entry.diskPath, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    await change(file, entry);
    await after(file, entry);
  } finally {
    await file.close();
  }
  return answerEntry(call, 201, entry, TOLD);
}

/** Zeros where there is data; holes stay, so that clearing a large sparse file does not fill the disk. */
async function clear(
  file: FileHandle,
  diskPath: string,
  stats: Entry['stats'],
  range: ByteRange,
): Promise<void> {
  const size = Number(stats.size);
  if (range.last === size - 1) {
    // Cutting and extending leaves a hole where zeros would take space.
    await file.truncate(range.first);
    await file.truncate(size);
    return;
  }
  for (const { first, last } of await dataSegments(diskPath, stats, range))
    for (let at = first; at <= last; at += ZEROS.length)
      await file.write(ZEROS, 0, Math.min(ZEROS.length, last - at + 1), at);
}
