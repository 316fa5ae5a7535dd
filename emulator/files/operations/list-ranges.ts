import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type ByteRange, clampRange, readRange } from '../byte-range.ts';
import { findEntry, type Operation } from '../call.ts';
import { dataSegments } from '../data-segments.ts';
import { etagOf } from '../entry-headers.ts';
import { notSupported } from '../files-error.ts';
import { type XmlElement, xmlResponse } from '../xml.ts';

const PAGE_BYTES = 512;
const CHUNK_BYTES = 1024 * 1024;
const NOTHING = Buffer.alloc(PAGE_BYTES);

/**
 * Ranges that hold data, in pages of 512 bytes. The disk is asked, not a log of writes: a page of zeros
 * counts as empty, and what other programs wrote counts too.
 */
export const listRanges: Operation = async (call) => {
  if (call.target.query.has('prevsharesnapshot')) throw notSupported('ranges changed since a share snapshot');
  const { entry } = await findEntry(call, 'file');
  const { stats, diskPath } = entry;
  const size = Number(stats.size);
  const wanted = readRange(call.request.headers, 'x-ms-range', 'range') ?? { first: 0, last: size };
  const ranges =
    size === 0 ? [] : await scan(diskPath, await dataSegments(diskPath, stats, clampRange(wanted, size)));

  const element = ({ first, last }: ByteRange): XmlElement => [
    'Range',
    [
      ['Start', first],
      ['End', last],
    ],
  ];
  return xmlResponse(200, ['Ranges', ranges.map(element)], {
    etag: etagOf(stats.ctimeNs),
    'last-modified': stats.ctime.toUTCString(),
    'x-ms-content-length': `${size}`,
  });
};

async function scan(diskPath: string, segments: ByteRange[]): Promise<ByteRange[]> {
  const file = await open(diskPath, constants.O_RDONLY | constants.O_NOFOLLOW);
  const found: ByteRange[] = [];
  try {
    for (const segment of segments) await scanSegment(file, segment, found);
  } finally {
    await file.close();
  }
  return found;
}

async function scanSegment(file: FileHandle, { first, last }: ByteRange, found: ByteRange[]): Promise<void> {
  const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, last - first + 1));
  for (let at = first; at <= last; ) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, last - at + 1), at);
    if (bytesRead === 0) return;
    for (let page = 0; page < bytesRead; page += PAGE_BYTES) {
      const end = Math.min(page + PAGE_BYTES, bytesRead);
      if (!chunk.subarray(page, end).equals(NOTHING.subarray(0, end - page)))
        extend(found, { first: at + page, last: at + end - 1 });
    }
    at += bytesRead;
  }
}

/** Adds a range at the end, to its neighbour if they touch. */
function extend(ranges: ByteRange[], next: ByteRange): void {
  const previous = ranges.at(-1);
  if (previous && previous.last + 1 === next.first) previous.last = next.last;
  else ranges.push(next);
}
