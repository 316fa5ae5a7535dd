import { isIP } from 'node:net';
import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { expectInteger, expectObject, expectString, isDictionary, toText } from '../values.ts';
import { define, exactly } from './define.ts';

/** A range of addresses: `bits` is 32 or 128, `first` the range's own address as a number. */
type Range = { bits: 32 | 128; length: number; first: bigint };

export const networkFunctions: TemplateFunction[] = [
  define('parseCidr', exactly(1), ([network]) => describeRange(readRange('parseCidr', network))),
  define('cidrSubnet', exactly(3), ([network, length, index]) => {
    const range = readRange('cidrSubnet', network);
    const wanted = expectInteger('cidrSubnet', length);
    const position = expectInteger('cidrSubnet', index);
    const count = 2n ** BigInt(Math.max(0, wanted - range.length));
    if (wanted < range.length || wanted > range.bits || position < 0 || BigInt(position) >= count)
      throw notValid('cidrSubnet', `${toText(network)}, ${wanted}, ${position}`);
    const first = range.first + BigInt(position) * sizeOf({ ...range, length: wanted });
    return `${write(range.bits, first)}/${wanted}`;
  }),
  define('cidrHost', exactly(2), ([network, index]) => {
    const range = readRange('cidrHost', network);
    const position = expectInteger('cidrHost', index);
    const [low, high] = usable(range);
    if (position < 0 || low + BigInt(position) > high)
      throw notValid('cidrHost', `${toText(network)}, ${position}`);
    return write(range.bits, low + BigInt(position));
  }),
  define('parseUri', exactly(1), ([text]) => {
    const given = expectString('parseUri', text);
    if (!URL.canParse(given)) throw notValid('parseUri', given);
    const url = new URL(given);
    return {
      scheme: url.protocol.slice(0, -1),
      host: url.hostname,
      ...(url.port !== '' && { port: Number(url.port) }),
      path: url.pathname,
      ...(url.search !== '' && { query: url.search }),
    };
  }),
  define('buildUri', exactly(1), ([parts]) => {
    const { scheme, host, port, path = '', query = '' } = expectObject('buildUri', parts);
    const text = `${toText(scheme)}://${toText(host)}${port === undefined ? '' : `:${toText(port)}`}`;
    if (!isDictionary(parts) || !URL.canParse(text)) throw notValid('buildUri', text);
    const mark = query === '' || toText(query).startsWith('?') ? '' : '?';
    return new URL(`${toText(path)}${mark}${toText(query)}`, text).toString();
  }),
];

function notValid(name: string, given: string): ExpressionError {
  return new ExpressionError(
    `The template language function '${name}' was invoked with a parameter that is not valid: '${given}'. Please see https://aka.ms/arm-functions#${name} for usage details.`,
  );
}

function readRange(name: string, value: unknown): Range {
  const text = expectString(name, value);
  const [address = '', length = '', more] = text.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) === 0 || address.includes('%') || more !== undefined || !/^\d{1,3}$/.test(length))
    throw notValid(name, text);
  if (Number(length) > bits) throw notValid(name, text);
  const range: Range = { bits, length: Number(length), first: 0n };
  const size = sizeOf(range);
  return { ...range, first: (read(address, bits) / size) * size };
}

const sizeOf = ({ bits, length }: Range): bigint => 2n ** BigInt(bits - length);

function read(address: string, bits: 32 | 128): bigint {
  if (bits === 32) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  // The URL parser writes an IPv6 address without an embedded IPv4 one.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = Array(8 - groups(head).length - groups(tail).length).fill('0');
  const all = tail === undefined ? groups(head) : [...groups(head), ...missing, ...groups(tail)];
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function write(bits: 32 | 128, address: bigint): string {
  const width = bits === 32 ? 8n : 16n;
  const groups = Array.from({ length: bits / Number(width) }, (_, index) => {
    const shift = BigInt(bits) - width * BigInt(index + 1);
    return ((address >> shift) & (2n ** width - 1n)).toString(bits === 32 ? 10 : 16);
  });
  return bits === 32 ? groups.join('.') : new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** The first and last address that hosts may take: IPv4 keeps two back in a range that has more. */
function usable(range: Range): [bigint, bigint] {
  const last = range.first + sizeOf(range) - 1n;
  return range.bits === 32 && range.length < 31 ? [range.first + 1n, last - 1n] : [range.first, last];
}

function describeRange(range: Range) {
  const [low, high] = usable(range);
  const { bits, first, length } = range;
  return {
    network: write(bits, first),
    netmask: write(bits, 2n ** BigInt(bits) - sizeOf(range)),
    ...(bits === 32 && { broadcast: write(bits, first + sizeOf(range) - 1n) }),
    firstUsable: write(bits, low),
    lastUsable: write(bits, high),
    cidr: length,
  };
}
