import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type ByteRange, lengthOf, readRange } from '../byte-range.ts';
import { type Call, findEntry, type Operation } from '../call.ts';
import type { Entry } from '../entries.ts';
import { FilesError } from '../files-error.ts';
import { MAX_RANGE_BYTES, readBody } from '../read-body.ts';
import { answerEntry } from './properties.ts';

const ZEROS = Buffer.alloc(1024 * 1024);

/** Writes or clears a range of a file. The body is read whole (4 MiB at most) before a byte is written. */
export const writeRange: Operation = async (call) => {
  const { headers } = call.request;
  for (const name of ['x-ms-copy-source', 'x-ms-structured-body'])
    if (headers.has(name))
      throw new FilesError('NotImplemented', `Writing a range with ${name} is not supported.`);
  const range = readRange(headers);
  if (!range || range.last === Number.POSITIVE_INFINITY)
    throw new FilesError('MissingRequiredHeader', 'x-ms-range.');

  switch (headers.get('x-ms-write')?.toLowerCase()) {
    case 'update':
      return update(call, range);
    case 'clear':
      return inFile(call, range, (file, size) => clear(file, range, size));
    default:
      throw new FilesError('InvalidHeaderValue', 'x-ms-write.');
  }
};

async function update(call: Call, range: ByteRange): Promise<Response> {
  if (lengthOf(range) > MAX_RANGE_BYTES) throw new FilesError('RequestBodyTooLarge');
  const content = await readBody(call.request);
  if (content.length !== lengthOf(range))
    throw new FilesError('InvalidHeaderValue', 'Content-Length does not fit x-ms-range.');

  const md5 = createHash('md5').update(content).digest('base64');
  const claimed = call.request.headers.get('content-md5');
  if (claimed !== null && claimed !== md5) throw new FilesError('Md5Mismatch');

  const response = await inFile(call, range, async (file) => {
    await file.write(content, 0, content.length, range.first);
  });
  response.headers.set('content-md5', md5);
  return response;
}

async function inFile(
  call: Call,
  range: ByteRange,
  change: (file: FileHandle, size: number) => Promise<void>,
): Promise<Response> {
  const { entry } = await findEntry(call, 'file');
  const size = Number(entry.stats.size);
  if (range.last >= size) throw new FilesError('InvalidRange');
  const file = await open(entry.diskPath, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    await change(file, size);
    await keepWriteTime(call, entry, file);
  } finally {
    await file.close();
  }
  return answerEntry(call, 201, entry.place);
}

async function keepWriteTime(call: Call, { stats }: Entry, file: FileHandle): Promise<void> {
  const wish = call.request.headers.get('x-ms-file-last-write-time');
  if (wish?.toLowerCase() === 'preserve') await file.utimes(stats.atime, stats.mtime);
}

async function clear(file: FileHandle, range: ByteRange, size: number): Promise<void> {
  if (range.last === size - 1) {
    // Cutting and extending leaves a hole where zeros would take space.
    await file.truncate(range.first);
    await file.truncate(size);
    return;
  }
  for (let at = range.first; at <= range.last; at += ZEROS.length)
    await file.write(ZEROS, 0, Math.min(ZEROS.length, range.last - at + 1), at);
}
