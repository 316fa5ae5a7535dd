import { badHeader, FilesError } from './files-error.ts';

/** Bytes of a file, both ends inclusive. */
export type ByteRange = { first: number; last: number };

const RANGE = /^bytes=(\d+)-(\d*)$/;

/** The range that a request names in the first of these headers that it has; an open end is infinite. */
export function readRange(headers: Headers, ...names: string[]): ByteRange | undefined {
  const name = names.find((each) => headers.has(each));
  if (name === undefined) return undefined;
  const text = headers.get(name) ?? '';
  const [, first = '', last] = RANGE.exec(text) ?? [];
  const range = { first: Number(first), last: last ? Number(last) : Number.POSITIVE_INFINITY };
  const isExact = first !== '' && [first, last || '0'].every((end) => Number.isSafeInteger(Number(end)));
  if (!isExact || range.last < range.first) throw badHeader(name, text);
  return range;
}

/** The part of a range to read from a file of `size` bytes. Throws InvalidRange when none of it is there. */
export function clampRange(range: ByteRange, size: number): ByteRange {
  if (range.first >= size) throw new FilesError('InvalidRange');
  return { first: range.first, last: Math.min(range.last, size - 1) };
}

export const lengthOf = ({ first, last }: ByteRange) => last - first + 1;
