const rotateLeft = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));

function mixFirst(word: number): number {
  return Math.imul(rotateLeft(Math.imul(word, 0x239b961b), 15), 0xab0e9789);
}

function mixSecond(word: number): number {
  return Math.imul(rotateLeft(Math.imul(word, 0xab0e9789), 17), 0x239b961b);
}

function finish(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

/** The bytes from `offset` up to `count`, little endian, missing ones zero. */
function word(bytes: Uint8Array, offset: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i += 1) value |= (bytes[offset + i] ?? 0) << (8 * i);
  return value;
}

/**
 * ARM's hash of 64 bits, in the manner of MurmurHash3. Microsoft does not document it; the vectors in the tests come
 * from the real engine or from ports checked against it. All arithmetic is unsigned: a signed tail word is the known
 * mistake of other ports.
 */
export function murmur64(bytes: Uint8Array): bigint {
  let h1 = 0;
  let h2 = 0;
  const tail = bytes.length - (bytes.length % 8);

  for (let offset = 0; offset < tail; offset += 8) {
    h1 = Math.imul(rotateLeft(h1 ^ mixFirst(word(bytes, offset, 4)), 19) + h2, 5) + 0x561ccd1b;
    h2 = Math.imul(rotateLeft(h2 ^ mixSecond(word(bytes, offset + 4, 4)), 13) + h1, 5) + 0x0bcaa747;
  }
  if (bytes.length > tail) h1 ^= mixFirst(word(bytes, tail, 4));
  if (bytes.length > tail + 4) h2 ^= mixSecond(word(bytes, tail + 4, 3));

  h1 ^= bytes.length;
  h2 ^= bytes.length;
  h1 += h2;
  h2 += h1;
  h1 = finish(h1);
  h2 = finish(h2);
  h1 += h2;
  h2 += h1;
  return (BigInt(h2 >>> 0) << 32n) | BigInt(h1 >>> 0);
}
