import { murmur64 } from './murmur64.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 13;

/** ARM's `uniqueString`: the hash of the arguments joined by `-`, in 13 characters of 5 bits. */
export function uniqueString(...parts: string[]): string {
  let rest = murmur64(new TextEncoder().encode(parts.join('-')));
  let text = '';
  for (let i = 0; i < LENGTH; i += 1) {
    text += ALPHABET[Number(rest >> 59n)];
    rest = BigInt.asUintN(64, rest << 5n);
  }
  return text;
}
