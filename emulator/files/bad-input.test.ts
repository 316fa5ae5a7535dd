import { expect, test } from 'vitest';
import { ACCOUNT, freshShares } from './testing.ts';

const at = freshShares();
const path = (rest: string) => `/${ACCOUNT}/${at.share.name}${rest}`;
const FOUR_MIB = 4 * 1024 * 1024;

type Case = [
  what: string,
  method: string,
  rest: string,
  headers: Record<string, string>,
  status: number,
  code: string,
];

const CASES: Case[] = [
  ['a version that is none', 'GET', '/file', { 'x-ms-version': 'yyyy-mm-dd' }, 400, 'InvalidHeaderValue'],
  ['a version to come', 'GET', '/file', { 'x-ms-version': '2199-01-01' }, 400, 'InvalidHeaderValue'],
  ['a range that is none', 'GET', '/file', { 'x-ms-range': 'bytes=b-a' }, 400, 'InvalidHeaderValue'],
  ['a range backwards', 'GET', '/file', { 'x-ms-range': 'bytes=5-2' }, 400, 'InvalidHeaderValue'],
  [
    'a range of more digits than a number has',
    'GET',
    '/file',
    { range: `bytes=${'9'.repeat(30)}-` },
    400,
    'InvalidHeaderValue',
  ],
  ['a range beyond the end', 'GET', '/file', { 'x-ms-range': 'bytes=3-9' }, 416, 'InvalidRange'],
  [
    'no number of results',
    'GET',
    '?restype=directory&comp=list&maxresults=x',
    {},
    400,
    'InvalidQueryParameterValue',
  ],
  [
    'zero results',
    'GET',
    '?restype=directory&comp=list&maxresults=0',
    {},
    400,
    'OutOfRangeQueryParameterValue',
  ],
  [
    'a marker of somebody else',
    'GET',
    '?restype=directory&comp=list&marker=%3F',
    {},
    400,
    'InvalidQueryParameterValue',
  ],
  ['no type', 'PUT', '/untyped', { 'x-ms-content-length': '1' }, 400, 'MissingRequiredHeader'],
  ['no length', 'PUT', '/new', {}, 400, 'MissingRequiredHeader'],
  [
    'a checksum of no range',
    'GET',
    '/file',
    { 'x-ms-range-get-content-md5': 'true' },
    400,
    'MissingRequiredHeader',
  ],
  [
    'a length beyond 4 TiB',
    'PUT',
    '/new',
    { 'x-ms-content-length': `${4 * 1024 ** 4 + 1}` },
    400,
    'InvalidHeaderValue',
  ],
  ['a negative length', 'PUT', '/new', { 'x-ms-content-length': '-1' }, 400, 'InvalidHeaderValue'],
  [
    'a time that is none',
    'PUT',
    '/new',
    { 'x-ms-content-length': '1', 'x-ms-file-creation-time': 'soon' },
    400,
    'InvalidHeaderValue',
  ],
  [
    'attributes that are none',
    'PUT',
    '/new',
    { 'x-ms-content-length': '1', 'x-ms-file-attributes': 'Shiny' },
    400,
    'InvalidHeaderValue',
  ],
  [
    'a checksum that is none',
    'PUT',
    '/new',
    { 'x-ms-content-length': '1', 'x-ms-content-md5': 'abc' },
    400,
    'InvalidMd5',
  ],
  [
    'metadata with a hyphen',
    'PUT',
    '/new',
    { 'x-ms-content-length': '1', 'x-ms-meta-a-b': 'c' },
    400,
    'InvalidMetadata',
  ],
  [
    'metadata without a name',
    'PUT',
    '/new',
    { 'x-ms-content-length': '1', 'x-ms-meta-': 'c' },
    400,
    'EmptyMetadataKey',
  ],
  [
    'metadata too large',
    'PUT',
    '/new',
    { 'x-ms-content-length': '1', 'x-ms-meta-a': 'c'.repeat(9000) },
    400,
    'MetadataTooLarge',
  ],
  [
    'no kind of write',
    'PUT',
    '/file?comp=range',
    { 'x-ms-range': 'bytes=0-0' },
    400,
    'MissingRequiredHeader',
  ],
  ['no range to write', 'PUT', '/file?comp=range', { 'x-ms-write': 'update' }, 400, 'MissingRequiredHeader'],
  [
    'a range to write without its length',
    'PUT',
    '/file?comp=range',
    { 'x-ms-write': 'update', 'x-ms-range': 'bytes=0-2', 'transfer-encoding': 'chunked' },
    411,
    'MissingContentLengthHeader',
  ],
  [
    'a range to write of more than 4 MiB',
    'PUT',
    '/file?comp=range',
    { 'x-ms-write': 'update', 'x-ms-range': `bytes=0-${FOUR_MIB}` },
    413,
    'RequestBodyTooLarge',
  ],
  [
    'a lease that nobody has',
    'DELETE',
    '/file',
    { 'x-ms-lease-id': '1' },
    412,
    'LeaseNotPresentWithFileOperation',
  ],
  ['an operation that there is not', 'GET', '/file?comp=nonsense', {}, 400, 'InvalidQueryParameterValue'],
  ['a thing that there is not', 'GET', '?restype=nonsense', {}, 400, 'InvalidQueryParameterValue'],
  ['a verb that the operation has not', 'DELETE', '/file?comp=metadata', {}, 405, 'UnsupportedHttpVerb'],
  ['a verb that nothing has', 'PATCH', '/file', {}, 405, 'UnsupportedHttpVerb'],
  ['a share below a share', 'PUT', '/sub?restype=share', {}, 400, 'InvalidUri'],
  ['a file that is the share', 'GET', '', {}, 400, 'InvalidUri'],
  ['a preflight', 'OPTIONS', '/file', { origin: 'http://a.example' }, 403, 'CorsPreflightFailure'],
  ['a rename without a source', 'PUT', '/new?comp=rename', {}, 400, 'MissingRequiredHeader'],
  [
    'a rename from another share',
    'PUT',
    '/new?comp=rename',
    { 'x-ms-file-rename-source': 'http://127.0.0.1/acct1/other/file' },
    400,
    'InvalidHeaderValue',
  ],
  ['a source that is no URL', 'PUT', '/new', { 'x-ms-copy-source': 'file' }, 400, 'InvalidHeaderValue'],
];

test.each(CASES)(
  '%s is refused in the service’s words',
  async (_what, method, rest, headers, status, code) => {
    await at.upload('file', 'abc');
    const type = rest === '/new' && { 'x-ms-type': 'file' };
    const answer = await at.files.send(method, path(rest), { headers: { ...type, ...headers } });
    expect(answer).toMatchObject({ status, code });
    if (method !== 'HEAD') expect(answer.text).toContain(`<Error><Code>${code}</Code><Message>`);
  },
);

test('a refusal names the header or parameter, and what it would have taken', async () => {
  const list = await at.files.send('GET', path('?restype=directory&comp=list&maxresults=0'));
  expect(list.text).toContain(
    '<QueryParameterName>maxresults</QueryParameterName><QueryParameterValue>0</QueryParameterValue><MinimumAllowed>1</MinimumAllowed>',
  );
  const create = await at.files.send('PUT', path('/new'), {
    headers: { 'x-ms-type': 'file', 'x-ms-content-length': 'x&y' },
  });
  expect(create.text).toContain(
    '<HeaderName>x-ms-content-length</HeaderName><HeaderValue>x&amp;y</HeaderValue>',
  );
});
