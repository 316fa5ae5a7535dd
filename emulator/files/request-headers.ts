import { FilesError } from './files-error.ts';

/** Stored HTTP headers: the name that a download carries, and the request header that sets it. */
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

export function readMetadata(headers: Headers): Record<string, string> {
  const own = [...headers].filter(([name]) => name.startsWith(METADATA_PREFIX));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(METADATA_PREFIX.length), value]));
}

/** The HTTP headers that a file is to be served with; the default content type is left out. */
export function readHttpHeaders(headers: Headers): Record<string, string> {
  const stored: Record<string, string> = {};
  for (const name of HTTP_HEADERS) {
    const value = headers.get(`x-ms-${name}`);
    if (value && !(name === 'content-type' && value === DEFAULT_CONTENT_TYPE)) stored[name] = value;
  }
  return stored;
}

/** Attributes to store; undefined leaves what is there. `None` asks for the defaults. */
export function readAttributes(headers: Headers): string | undefined {
  const value = headers.get('x-ms-file-attributes');
  return value === null || /^(preserve|none)$/i.test(value) ? undefined : value;
}

/** A time to set; undefined for `now`, `preserve` or no header. */
export function readTime(headers: Headers, name: 'creation-time' | 'last-write-time'): Date | undefined {
  const value = headers.get(`x-ms-file-${name}`);
  if (value === null || /^(now|preserve)$/i.test(value)) return undefined;
  const time = new Date(value);
  if (Number.isNaN(time.getTime()))
    throw new FilesError('InvalidHeaderValue', `x-ms-file-${name}: '${value}'.`);
  return time;
}

/** A whole number of bytes or GiB in a header; undefined when the header is absent. */
export function readInteger(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  if (value === null) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number)) return number;
  throw new FilesError('InvalidHeaderValue', `${name}: '${value}'.`);
}
