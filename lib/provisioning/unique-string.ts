import 'server-only';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 13;
const BITS_PER_CHARACTER = 5n;
const HASH_BITS = 64;
const BLOCK_BYTES = 8;

/**
 * ARM's `uniqueString` of one text. The hash is not documented; it is the one that the Terraform provider azapi ports
 * (a MurmurHash3 of two lanes), with every sum taken modulo 2^32.
 */
export function uniqueString(text: string): string {
  let rest = hash(new TextEncoder().encode(text));
  let out = '';
  while (out.length < LENGTH) {
    out += ALPHABET.charAt(Number(rest >> (BigInt(HASH_BITS) - BITS_PER_CHARACTER)));
    rest = BigInt.asUintN(HASH_BITS, rest << BITS_PER_CHARACTER);
  }
  return out;
}

function hash(bytes: Uint8Array): bigint {
  const whole = bytes.length - (bytes.length % BLOCK_BYTES);
  let low = 0;
  let high = 0;
  for (let at = 0; at < whole; at += BLOCK_BYTES) {
    low = Math.imul(rotate(low ^ scrambleLow(bytes, at, 4), 19) + high, 5) + 0x561ccd1b;
    high = Math.imul(rotate(high ^ scrambleHigh(bytes, at + 4, 4), 13) + low, 5) + 0x0bcaa747;
  }
  // A missing word scrambles to zero, which changes nothing.
  low ^= scrambleLow(bytes, whole, 4) ^ bytes.length;
  high ^= scrambleHigh(bytes, whole + 4, 3) ^ bytes.length;
  low = (low + high) | 0;
  high = (high + low) | 0;
  low = avalanche(low);
  high = avalanche(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

const scrambleLow = (bytes: Uint8Array, at: number, count: number) =>
  Math.imul(rotate(Math.imul(word(bytes, at, count), 0x239b961b), 15), 0xab0e9789);

const scrambleHigh = (bytes: Uint8Array, at: number, count: number) =>
  Math.imul(rotate(Math.imul(word(bytes, at, count), 0xab0e9789), 17), 0x239b961b);

/** Up to four bytes, the first one the lowest; those past the end are zero. */
function word(bytes: Uint8Array, at: number, count: number): number {
  return [...bytes.subarray(at, at + count)].reduce((sum, byte, index) => sum | (byte << (8 * index)), 0);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function avalanche(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
