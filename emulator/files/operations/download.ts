import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { type ByteRange, clampRange, lengthOf, readRange } from '../byte-range.ts';
import { findEntry, type Operation } from '../call.ts';
import { propertyHeaders } from '../entry-headers.ts';
import { badHeader, missingHeader } from '../files-error.ts';
import { MAX_RANGE_BYTES } from '../limits.ts';
import { readFlag } from '../request-headers.ts';

/** A file's content or one range of it, streamed. The clients insist on a content length. */
export const download: Operation = async (call) => {
  const { entry, record } = await findEntry(call, 'file');
  const size = Number(entry.stats.size);
  const headers = propertyHeaders(entry, record);
  const { grant } = call;
  const asked = Object.entries(grant.kind === 'sas' ? grant.responseHeaders : {});
  for (const [name, value] of asked) headers.set(name, value);
  const wanted = readRange(call.request.headers, 'x-ms-range', 'range');
  const wantsMd5 = readFlag(call.request.headers, 'x-ms-range-get-content-md5') ?? false;

  if (!wanted) {
    if (wantsMd5) throw missingHeader('x-ms-range');
    headers.set('content-length', `${size}`);
    const body = size === 0 ? null : await stream(entry.diskPath, { first: 0, last: size - 1 });
    return new Response(body, { headers });
  }

  const range = clampRange(wanted, size);
  const whole = headers.get('content-md5');
  // The stored checksum is that of the whole file; under this name the client takes it for the range's.
  headers.delete('content-md5');
  if (whole) headers.set('x-ms-content-md5', whole);
  if (wantsMd5) headers.set('content-md5', await md5Of(entry.diskPath, range));
  headers.set('content-length', `${lengthOf(range)}`);
  headers.set('content-range', `bytes ${range.first}-${range.last}/${size}`);
  return new Response(await stream(entry.diskPath, range), { status: 206, headers });
};

const PIECE_BYTES = 256 * 1024;

const openToRead = (diskPath: string) => open(diskPath, constants.O_RDONLY | constants.O_NOFOLLOW);

/** One range of a file, read piece by piece as the client takes it. */
async function stream(diskPath: string, { first, last }: ByteRange): Promise<ReadableStream<Uint8Array>> {
  const file = await openToRead(diskPath);
  let at = first;
  return new ReadableStream({
    async pull(controller) {
      // Not from the shared pool: the piece is handed on whole, and only what was read of it.
      const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, last - at + 1));
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      at += bytesRead;
      if (bytesRead > 0) controller.enqueue(piece.subarray(0, bytesRead));
      if (bytesRead > 0 && at <= last) return;
      await file.close();
      // Cut short by another writer: the promised length cannot be kept, and the client must notice.
      if (at <= last) controller.error(new Error('The file became shorter while it was read.'));
      else controller.close();
    },
    cancel: () => file.close(),
  });
}

/** Throws InvalidHeaderValue for a range of more than 4 MiB. */
async function md5Of(diskPath: string, range: ByteRange): Promise<string> {
  if (lengthOf(range) > MAX_RANGE_BYTES)
    throw badHeader('x-ms-range-get-content-md5', 'true', 'The range must have at most 4 MiB.');
  const file = await openToRead(diskPath);
  try {
    const content = Buffer.alloc(lengthOf(range));
    await file.read(content, 0, content.length, range.first);
    return createHash('md5').update(content).digest('base64');
  } finally {
    await file.close();
  }
}
