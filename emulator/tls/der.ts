/** The little of DER that a certificate is made of: https://www.itu.int/rec/T-REC-X.690 */

const SHORT_LENGTH_LIMIT = 0x80;
const BASE_128 = 0x80;
const OID_FIRST_FACTOR = 40;
const CONTEXT_CONSTRUCTED = 0xa0;
const CONTEXT_PRIMITIVE = 0x80;

export const sequence = (...parts: Buffer[]) => element(0x30, ...parts);
export const set = (...parts: Buffer[]) => element(0x31, ...parts);
export const octets = (...parts: Buffer[]) => element(0x04, ...parts);
export const boolean = (value: boolean) => element(0x01, Buffer.of(value ? 0xff : 0x00));
export const utf8 = (text: string) => element(0x0c, Buffer.from(text, 'utf8'));
/** A whole number of bytes, as signatures and keys are. */
export const bits = (content: Buffer, unusedBits = 0) => element(0x03, Buffer.of(unusedBits), content);
/** A field that its number names, holding whole elements. */
export const tagged = (tag: number, ...parts: Buffer[]) => element(CONTEXT_CONSTRUCTED | tag, ...parts);
/** A field that its number names, holding bare bytes. */
export const taggedBytes = (tag: number, content: Buffer) => element(CONTEXT_PRIMITIVE | tag, content);

/** A number that is not negative, from its bytes, the highest first. */
export function integer(content: Buffer): Buffer {
  const first = content[0] ?? 0;
  return element(0x02, first & 0x80 ? Buffer.concat([Buffer.of(0), content]) : content);
}

/** `2.5.29.17` and the like. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * OID_FIRST_FACTOR + second, ...rest.flatMap(base128)]));
}

/** A moment before the year 2050, to the second. */
export function utcTime(atMs: number): Buffer {
  const text = new Date(atMs).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '').slice(2);
  return element(0x17, Buffer.from(text, 'ascii'));
}

function element(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < SHORT_LENGTH_LIMIT) return Buffer.of(length);
  const bytes = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.of(SHORT_LENGTH_LIMIT | bytes.length, ...bytes);
}

function base128(value: number): number[] {
  const digits = [value % BASE_128];
  for (let rest = Math.floor(value / BASE_128); rest > 0; rest = Math.floor(rest / BASE_128)) {
    digits.unshift(BASE_128 | (rest % BASE_128));
  }
  return digits;
}
