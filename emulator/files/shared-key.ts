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

export type SharedKey = { scheme: 'SharedKey' | 'SharedKeyLite'; account: string; signature: string };
type SignedRequest = { method: string; headers: Headers };

/** The account that an authorization with a shared key names, and its signature. */
export function readSharedKey(headers: Headers): SharedKey | undefined {
  const [, scheme, account, signature] =
    /^(SharedKey|SharedKeyLite) ([^:]+):(.+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (!scheme || !account || !signature) return undefined;
  return { scheme: /lite$/i.test(scheme) ? 'SharedKeyLite' : 'SharedKey', account, signature };
}

/**
 * The texts that a client may have signed for this request; the first is the one to tell of.
 * https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
 */
export function textsToSign({ scheme }: SharedKey, request: SignedRequest, target: RequestTarget): string[] {
  const text = scheme === 'SharedKey' ? fullText : liteText;
  return [...new Set([byCodeUnit, byCulture].map((order) => text(request, target, order)))];
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

function fullText({ method, headers }: SignedRequest, target: RequestTarget, order: HeaderOrder): string {
  const standard = SIGNED_HEADERS.map((name) => {
    const value = headers.get(name) ?? '';
    const isUnsigned =
      (name === 'content-length' && value === '0') || (name === 'date' && headers.has('x-ms-date'));
    return isUnsigned ? '' : value;
  });
  const parameters = [...target.query]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([name, value]) => `\n${name}:${value}`);
  const resource = `/${target.account}${target.rawPath}${parameters.join('')}`;
  return `${[method, ...standard].join('\n')}\n${ownHeaders(headers, order)}${resource}`;
}

function liteText({ method, headers }: SignedRequest, target: RequestTarget, order: HeaderOrder): string {
  const date = headers.has('x-ms-date') ? '' : (headers.get('date') ?? '');
  const standard = [headers.get('content-md5') ?? '', headers.get('content-type') ?? '', date];
  const comp = target.query.get('comp');
  const resource = `/${target.account}${target.rawPath}${comp === undefined ? '' : `?comp=${comp}`}`;
  return `${[method, ...standard].join('\n')}\n${ownHeaders(headers, order)}${resource}`;
}

function ownHeaders(headers: Headers, order: HeaderOrder): string {
  return [...headers]
    .filter(([name]) => name.startsWith('x-ms-'))
    .sort(([left], [right]) => order(left, right))
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
}
