import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { type ByteRange, clampRange, lengthOf, readRange } from '../byte-range.ts';
import { findEntry, type Operation } from '../call.ts';
import { entryHeaders } from '../entry-headers.ts';
import { xmlResponse } from '../xml.ts';

const PAGE_BYTES = 512;
const CHUNK_BYTES = 1024 * 1024;
const NOTHING = Buffer.alloc(PAGE_BYTES);

/**
 * Ranges that hold data, in pages of 512 bytes. The disk is asked, not a log of writes: a page of zeros
 * counts as empty, and what other programs wrote counts too.
 */
export const listRanges: Operation = async (call) => {
  const { entry, record } = await findEntry(call, 'file');
  const size = Number(entry.stats.size);
  const wanted = readRange(call.request.headers);
  const ranges =
    size === 0 ? [] : await scan(entry.diskPath, clampRange(wanted ?? { first: 0, last: size }, size));

  const headers = entryHeaders(entry, record);
  headers.set('x-ms-content-length', `${size}`);
  const Range = ranges.map(({ first, last }) => ({ Start: first, End: last }));
  return xmlResponse(200, { Ranges: { Range } }, headers);
};

async function scan(diskPath: string, wanted: ByteRange): Promise<ByteRange[]> {
  const file = await open(diskPath, constants.O_RDONLY | constants.O_NOFOLLOW);
  const found: ByteRange[] = [];
  const chunk = Buffer.alloc(CHUNK_BYTES);
  try {
    for (let at = wanted.first; at <= wanted.last; ) {
      const { bytesRead } = await file.read(
        chunk,
        0,
        Math.min(CHUNK_BYTES, lengthOf({ first: at, last: wanted.last })),
        at,
      );
      if (bytesRead === 0) break;
      for (let page = 0; page < bytesRead; page += PAGE_BYTES) {
        const end = Math.min(page + PAGE_BYTES, bytesRead);
        if (!chunk.subarray(page, end).equals(NOTHING.subarray(0, end - page)))
          extend(found, { first: at + page, last: at + end - 1 });
      }
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  return found;
}

/** Adds a range at the end, to its neighbour if they touch. */
function extend(ranges: ByteRange[], next: ByteRange): void {
  const previous = ranges.at(-1);
  if (previous && previous.last + 1 === next.first) previous.last = next.last;
  else ranges.push(next);
}
