import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RequestTarget } from './request-target.ts';

const SIGNED_HEADERS = [
  'content-language',
  'content-encoding',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
];

/** The account that a `SharedKey` authorization names, and its signature. */
export function readSharedKey(headers: Headers): { account: string; signature: string } | undefined {
  const [, account, signature] = /^SharedKey ([^:]+):(.+)$/.exec(headers.get('authorization') ?? '') ?? [];
  return account && signature ? { account, signature } : undefined;
}

/**
 * Whether one of the account's keys signed this request.
 * https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
 */
export function isSignedBy(
  keys: readonly string[],
  signature: string,
  request: { method: string; headers: Headers },
  target: RequestTarget,
): boolean {
  return [byCodeUnit, byCulture].some((order) => {
    const text = stringToSign(request, target, order);
    return keys.some((key) => isSignature(signature, key, text));
  });
}

/** Whether `signature` is the base64 HMAC-SHA256 of `text` under a base64 key. */
export function isSignature(signature: string, key: string, text: string): boolean {
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(text, 'utf8').digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

type HeaderOrder = (left: string, right: string) => number;

const byCodeUnit: HeaderOrder = (left, right) => (left < right ? -1 : 1);

/** .NET's order, which the newer SDKs follow: hyphens do not count, an underscore comes before digits. */
const byCulture: HeaderOrder = (left, right) => byCodeUnit(cultureKey(left), cultureKey(right));
const cultureKey = (name: string) => name.replaceAll('-', '').replaceAll('_', ' ');

function stringToSign(
  { method, headers }: { method: string; headers: Headers },
  { account, rawPath, query }: RequestTarget,
  order: HeaderOrder,
): string {
  const standard = SIGNED_HEADERS.map((name) => {
    const value = headers.get(name) ?? '';
    return name === 'content-length' && value === '0' ? '' : value;
  });
  const own = [...headers]
    .filter(([name]) => name.startsWith('x-ms-'))
    .sort(([left], [right]) => order(left, right))
    .map(([name, value]) => `${name}:${value}\n`);
  const parameters = [...query]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([name, value]) => `\n${name}:${value}`);
  return `${[method, ...standard].join('\n')}\n${own.join('')}/${account}${rawPath}${parameters.join('')}`;
}
