/** Azure Storage's CRC-64, reflected, in halves of 32 bits: numbers of 64 bits are slow here. */
const POLYNOMIAL = { high: 0x9a6c9329, low: 0xac4bc9b5 };
const BITS = 8;
const VALUES = 256;

const highs = new Uint32Array(VALUES);
const lows = new Uint32Array(VALUES);
for (let value = 0; value < VALUES; value += 1) {
  let high = 0;
  let low = value;
  for (let bit = 0; bit < BITS; bit += 1) {
    const isOdd = (low & 1) === 1;
    low = ((low >>> 1) | (high << 31)) ^ (isOdd ? POLYNOMIAL.low : 0);
    high = (high >>> 1) ^ (isOdd ? POLYNOMIAL.high : 0);
  }
  highs[value] = high;
  lows[value] = low;
}

/** The checksum of some bytes, as `x-ms-content-crc64` writes it: base64 of eight bytes, the lowest first. */
export function crc64Of(content: Buffer): string {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of content) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> BITS) | (high << 24)) ^ (lows[index] ?? 0);
    high = (high >>> BITS) ^ (highs[index] ?? 0);
  }
  const sum = Buffer.alloc(8);
  sum.writeUInt32LE(~low >>> 0, 0);
  sum.writeUInt32LE(~high >>> 0, 4);
  return sum.toString('base64');
}
