import fc from 'fast-check';
import { bodyOf, type KnownRequest, type RandomRequest, requestOf, someOf } from './random-request.ts';

/** In a group of its own, which no request to the control plane names. */
export const FILES_ACCOUNT = 'fuzzfiles';
export const SHARE = 'fuzz';

const share = `/${FILES_ACCOUNT}/${SHARE}`;
const known = (targets: Record<string, readonly string[]>): KnownRequest[] =>
  Object.entries(targets).flatMap(([methods, paths]) =>
    methods.split(' ').flatMap((method) => paths.map((path): KnownRequest => [method, path])),
  );

const KNOWN = known({
  GET: [
    `/${FILES_ACCOUNT}?comp=list`,
    `${share}?restype=directory&comp=list`,
    `${share}/d?restype=directory&comp=list`,
  ],
  'GET PUT': [
    ...[`/${FILES_ACCOUNT}?restype=service&comp=properties`, `${share}?restype=share&comp=acl`],
    ...[`${share}?restype=share&comp=metadata`, `${share}/d?restype=directory&comp=metadata`],
  ],
  'GET HEAD PUT DELETE': [
    `/${FILES_ACCOUNT}/new-share?restype=share`,
    `${share}/d?restype=directory`,
    `${share}/f`,
  ],
  'GET HEAD': [
    `${share}/d/f`,
    `${share}/f?comp=rangelist`,
    `${share}/f?comp=metadata`,
    `${share}/f?comp=listhandles`,
  ],
  PUT: [
    ...[`${share}/d/f`, `${share}/f?comp=range`, `${share}/f?comp=properties`, `${share}/f?comp=metadata`],
    ...[
      `${share}/g?comp=rename`,
      `${share}/f?comp=lease`,
      `${share}/f?comp=forceclosehandles`,
      `${share}/f?comp=copy`,
    ],
    ...[`${share}?restype=share&comp=properties`, `${share}?restype=share&comp=snapshot`],
    ...[`${share}?restype=share&comp=filepermission`, `${share}/d?restype=directory&comp=properties`],
  ],
});

const BODIES = [
  '',
  '0123456789',
  '<?xml version="1.0"?><SignedIdentifiers/>',
  '<SignedIdentifiers><SignedIdentifier><Id>a</Id><AccessPolicy><Permission>r</Permission></AccessPolicy></SignedIdentifier></SignedIdentifiers>',
  '<StorageServiceProperties><Cors/></StorageServiceProperties>',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
];

/** Requests to the files service; `signature` opens every operation of it. */
export function fileRequest(signature: string): fc.Arbitrary<RandomRequest> {
  const request = requestOf(KNOWN, {
    query: someOf(
      {
        prefix: ['f'],
        marker: ['f'],
        maxresults: ['1'],
        sharesnapshot: ['2024-01-01T00:00:00.0000000Z'],
        timeout: ['30'],
      },
      2,
    ),
    headers: someOf(
      {
        'x-ms-version': ['2026-10-06', '2019-02-02', '1999-01-01'],
        'x-ms-type': ['file', 'directory'],
        'x-ms-content-length': ['10', '99999999999999999999'],
        'x-ms-range': ['bytes=0-9', 'bytes=9-0', 'bytes=0-', 'pages=0-9'],
        range: ['bytes=0-9', 'bytes=-5', 'bytes=0-1,3-4'],
        'x-ms-write': ['update', 'clear'],
        'x-ms-file-creation-time': ['now', 'preserve', '2024-01-01T00:00:00Z'],
        'x-ms-file-attributes': ['none', 'Archive|ReadOnly'],
        'x-ms-copy-source': [`http://127.0.0.1${share}/f`, 'http://example.com/x', '/relative'],
        'x-ms-file-rename-source': [`http://127.0.0.1${share}/f`, `http://127.0.0.1${share}/d`],
        'x-ms-meta-a': ['b'],
        'x-ms-share-quota': ['5', '999999999'],
        'x-ms-lease-action': ['acquire'],
        'content-md5': ['AAAAAAAAAAAAAAAAAAAAAA=='],
        'x-ms-date': ['Mon, 27 Jul 2026 00:00:00 GMT'],
      },
      4,
    ),
    body: fc.oneof(
      fc.constantFrom(...BODIES),
      bodyOf([{ permission: 'O:SYG:SYD:' }]),
      fc.string({ maxLength: 20 }),
    ),
  });
  const rarely = fc.integer({ min: 0, max: 9 }).map((number) => number === 0);
  return fc.tuple(request, rarely, rarely).map(([{ path, headers, ...rest }, unsigned, foreign]) => ({
    ...rest,
    path: unsigned ? path : `${path}&${signature}`,
    headers: {
      'x-ms-version': '2026-10-06',
      'x-ms-type': 'file',
      'x-ms-content-length': '10',
      'x-ms-write': 'update',
      'x-ms-range': 'bytes=0-9',
      ...(foreign && { authorization: `SharedKey ${FILES_ACCOUNT}:AAAA` }),
      ...headers,
    },
  }));
}
