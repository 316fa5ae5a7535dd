import { badHeader, FilesError } from './files-error.ts';

/** Stored HTTP headers: the name that a download carries, and with `x-ms-` before it the header that sets it. */
const HTTP_HEADERS = [
  'content-type',
  'content-encoding',
  'content-language',
  'content-disposition',
  'content-md5',
  'cache-control',
] as const;

export const DEFAULT_CONTENT_TYPE = 'application/octet-stream';
const METADATA_PREFIX = 'x-ms-meta-';
const METADATA_NAME = /^[a-z_][a-z0-9_]*$/i;
const MAX_METADATA_BYTES = 8 * 1024;

export function readMetadata(headers: Headers): Record<string, string> {
  const own = [...headers].filter(([name]) => name.startsWith(METADATA_PREFIX));
  const pairs = own.map(([name, value]): [string, string] => [name.slice(METADATA_PREFIX.length), value]);
  if (pairs.some(([name]) => name === '')) throw new FilesError('EmptyMetadataKey');
  if (pairs.some(([name]) => !METADATA_NAME.test(name))) throw new FilesError('InvalidMetadata');
  const bytes = pairs.reduce((sum, pair) => sum + pair.join('').length, 0);
  if (bytes > MAX_METADATA_BYTES) throw new FilesError('MetadataTooLarge');
  return Object.fromEntries(pairs);
}

/** The HTTP headers that a file is to be served with; the default content type is left out. */
export function readHttpHeaders(headers: Headers): Record<string, string> {
  const stored: Record<string, string> = {};
  for (const name of HTTP_HEADERS) {
    const value = headers.get(`x-ms-${name}`);
    if (value && !(name === 'content-type' && value === DEFAULT_CONTENT_TYPE)) stored[name] = value;
  }
  if (stored['content-md5'] !== undefined) requireMd5(stored['content-md5']);
  return stored;
}

/** Throws InvalidMd5 for what is no base64 of 16 bytes. */
export function requireMd5(text: string): void {
  if (!/^[A-Za-z0-9+/]{22}==$/.test(text)) throw new FilesError('InvalidMd5');
}

/** A whole number of bytes or GiB in a header; undefined when the header is absent. */
export function readInteger(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  if (value === null) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number)) return number;
  throw badHeader(name, value);
}

export function readFlag(headers: Headers, name: string): boolean | undefined {
  const value = headers.get(name);
  if (value === null) return undefined;
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw badHeader(name, value);
}

/** One of the words that a header may hold, in their own case; undefined when the header is absent. */
export function readWord<W extends string>(
  headers: Headers,
  name: string,
  words: readonly W[],
): W | undefined {
  const value = headers.get(name);
  if (value === null) return undefined;
  const word = words.find((each) => each.toLowerCase() === value.toLowerCase());
  if (word === undefined) throw badHeader(name, value);
  return word;
}
