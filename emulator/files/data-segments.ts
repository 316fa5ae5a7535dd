import { execFile } from 'node:child_process';
import type { BigIntStats } from 'node:fs';
import { promisify } from 'node:util';
import type { ByteRange } from './byte-range.ts';
import { bytesTaken } from './share-usage.ts';

const SEEK_TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;
const MAX_SEGMENTS = 100_000;
/** Holes up to this are read through, which is quicker than asking for them. */
const SMALL_HOLES_BYTES = 64 * 1024 * 1024;

/** Node cannot ask a file system where a file's data lies; Python, which this program needs anyway, can. */
const SEEK = `
import os, sys
path, at, last, limit = sys.argv[1], *map(int, sys.argv[2:])
file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
while at <= last:
    try:
        at = os.lseek(file, at, os.SEEK_DATA)
    except OSError:
        break
    limit -= 1
    end = os.lseek(file, at, os.SEEK_HOLE) if limit else last + 1
    if at <= last:
        print(at, min(end - 1, last))
    at = end
`;

/** Where a file may hold anything but zeros within a range: all of it, but for large holes. */
export async function dataSegments(
  diskPath: string,
  stats: BigIntStats,
  { first, last }: ByteRange,
): Promise<ByteRange[]> {
  if (Number(stats.size) - bytesTaken(stats) < SMALL_HOLES_BYTES) return [{ first, last }];
  const args = ['-I', '-S', '-c', SEEK, diskPath, `${first}`, `${last}`, `${MAX_SEGMENTS}`];
  const options = { timeout: SEEK_TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
  const { stdout } = await promisify(execFile)('python3', args, options);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ').map(Number))
    .map(([start = 0, end = 0]) => ({ first: start, last: end }));
}
