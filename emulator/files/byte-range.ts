import { FilesError } from './files-error.ts';

/** Bytes of a file, both ends inclusive. */
export type ByteRange = { first: number; last: number };

const RANGE = /^bytes=(\d+)-(\d*)$/;

/** The range that a request names (`x-ms-range` before `Range`); an open end is infinite. */
export function readRange(headers: Headers): ByteRange | undefined {
  const text = headers.get('x-ms-range') ?? headers.get('range');
  if (text === null) return undefined;
  const [, first, last] = RANGE.exec(text) ?? [];
  const range = { first: Number(first), last: last ? Number(last) : Number.POSITIVE_INFINITY };
  if (first === undefined || range.last < range.first)
    throw new FilesError('InvalidHeaderValue', `Range: '${text}'.`);
  return range;
}

/** The part of a range to read from a file of `size` bytes. Throws InvalidRange when none of it is there. */
export function clampRange(range: ByteRange, size: number): ByteRange {
  if (range.first >= size) throw new FilesError('InvalidRange');
  return { first: range.first, last: Math.min(range.last, size - 1) };
}

export const lengthOf = ({ first, last }: ByteRange) => last - first + 1;
