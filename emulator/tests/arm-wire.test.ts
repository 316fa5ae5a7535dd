import { afterAll, beforeAll, expect, test } from 'vitest';
import { GROUP, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CORRELATION = '11111111-2222-4333-8444-555555555555';
const SUB = `/subscriptions/${SUBSCRIPTION}`;
const RG = `${SUB}/resourceGroups/${GROUP}`;
const ACCOUNT = `${RG}/providers/Microsoft.Storage/storageAccounts/wired`;
const MAX_BODY_BYTES = 4 * 1024 * 1024;

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const send = (method: string, path: string, init: { body?: string; headers?: Record<string, string> } = {}) =>
  fetch(`${azure.url()}${path}`, {
    method,
    ...(init.body !== undefined && { body: init.body }),
    headers: { ...(init.body !== undefined && { 'content-type': 'application/json' }), ...init.headers },
  });
const refusal = async (method: string, path: string, init: Parameters<typeof send>[2] = {}) => {
  const response = await send(method, path, init);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { error } = await response.json();
  return { status: response.status, code: error.code, message: error.message };
};

test('every answer carries the headers that ARM sets', async () => {
  const { headers } = await send('GET', `${RG}?api-version=2025-04-01`, {
    headers: {
      'x-ms-correlation-request-id': CORRELATION,
      'x-ms-client-request-id': 'mine',
      'x-ms-return-client-request-id': 'true',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'management.azure.com',
    },
  });
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': 'application/json; charset=utf-8',
    expires: '-1',
    pragma: 'no-cache',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-ms-client-request-id': 'mine',
    'x-ms-correlation-request-id': CORRELATION,
    'x-ms-ratelimit-remaining-subscription-reads': expect.stringMatching(/^\d+$/),
    'x-ms-request-id': expect.stringMatching(GUID),
    'x-ms-routing-request-id': expect.stringMatching(/^[A-Z]+:\d{8}T\d{6}Z:[0-9a-f-]{36}$/),
  });
});

test('answers to writes and deletions count as such, and a request id is echoed only when that is wanted', async () => {
  const written = await send('PUT', `${SUB}/resourcegroups/rg-wire?api-version=2025-04-01`, {
    body: JSON.stringify({ location: 'eastus' }),
    headers: { 'x-ms-client-request-id': 'mine' },
  });
  expect(written.headers.get('x-ms-ratelimit-remaining-subscription-writes')).toMatch(/^\d+$/);
  expect(written.headers.get('x-ms-client-request-id')).toBeNull();
  expect(written.headers.get('strict-transport-security')).toBeNull();
  const deleted = await send('DELETE', `${SUB}/resourcegroups/rg-wire?api-version=2025-04-01`);
  expect(deleted.headers.get('x-ms-ratelimit-remaining-subscription-deletes')).toMatch(/^\d+$/);
  const { headers } = await send('GET', '/tenants?api-version=2022-12-01');
  expect(headers.get('x-ms-ratelimit-remaining-tenant-reads')).toMatch(/^\d+$/);
});

test('a path is one in any case and with doubled slashes, its query too', async () => {
  for (const path of [
    `/SUBSCRIPTIONS/${SUBSCRIPTION.toUpperCase()}/RESOURCEGROUPS/${GROUP.toUpperCase()}?API-VERSION=2025-04-01`,
    `//subscriptions//${SUBSCRIPTION}/resourceGroups/${GROUP}/?api-version=2021-04-01`,
  ]) {
    expect((await send('GET', path)).status).toBe(200);
  }
});

test.each([
  ['no api-version', 'GET', RG, 400, 'MissingApiVersionParameter'],
  ['an unknown api-version', 'GET', `${RG}?api-version=1999-01-01`, 400, 'InvalidApiVersionParameter'],
  ['one unknown for a type', 'GET', `${ACCOUNT}?api-version=1999-01-01`, 400, 'NoRegisteredProviderFound'],
  [
    'one unknown where no place is known',
    'GET',
    `${SUB}/providers/Microsoft.Storage/storageAccounts?api-version=1999-01-01`,
    404,
    'InvalidResourceType',
  ],
  [
    'an unknown subscription',
    'GET',
    '/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups?api-version=2025-04-01',
    404,
    'SubscriptionNotFound',
  ],
  [
    'a subscription that is no id',
    'GET',
    '/subscriptions/mine?api-version=2022-12-01',
    400,
    'InvalidSubscriptionId',
  ],
  [
    'an unknown group',
    'GET',
    `${SUB}/resourcegroups/rg-none?api-version=2025-04-01`,
    404,
    'ResourceGroupNotFound',
  ],
  ['an unknown resource', 'GET', `${ACCOUNT}?api-version=2023-01-01`, 404, 'ResourceNotFound'],
  [
    'an unknown namespace',
    'GET',
    `${RG}/providers/Microsoft.Nowhere/things/a?api-version=2023-01-01`,
    404,
    'InvalidResourceNamespace',
  ],
  [
    'an unknown type',
    'GET',
    `${RG}/providers/Microsoft.Storage/gadgets/a?api-version=2023-01-01`,
    404,
    'InvalidResourceType',
  ],
  [
    'a type that Azure has',
    'PUT',
    `${RG}/providers/Microsoft.App/jobs/a?api-version=2024-03-01`,
    501,
    'NotImplementedByLocalAzure',
  ],
  [
    'a namespace that Azure has',
    'GET',
    `${RG}/providers/Microsoft.Compute/virtualMachines/a?api-version=2024-03-01`,
    501,
    'NotImplementedByLocalAzure',
  ],
  [
    'role assignments',
    'GET',
    `${RG}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`,
    501,
    'NotImplementedByLocalAzure',
  ],
  ['no subscription', 'GET', '/somewhere/else?api-version=2025-04-01', 404, 'MissingSubscription'],
  ['another method', 'DELETE', `${SUB}/resourcegroups?api-version=2025-04-01`, 405, 'MethodNotAllowed'],
  [
    'a page that is none',
    'GET',
    `${SUB}/resources?api-version=2025-04-01&$top=many`,
    400,
    'InvalidTopInQueryString',
  ],
])('%s is refused as ARM does', async (_name, method, path, status, code) => {
  expect(await refusal(method, path)).toMatchObject({ status, code });
});

test.each([
  ['no JSON', '{"location":', 400, 'InvalidRequestContent'],
  ['nothing', '', 400, 'InvalidRequestContent'],
  ['a list', '[]', 400, 'InvalidRequestContent'],
  ['a text', '"eastus"', 400, 'InvalidRequestContent'],
  ['a wrong type', '{"location":5}', 400, 'InvalidRequestContent'],
  ['tags that are no texts', '{"location":"eastus","tags":{"a":{}}}', 400, 'InvalidRequestContent'],
  ['too much', JSON.stringify({ location: 'x'.repeat(MAX_BODY_BYTES) }), 413, 'RequestContentTooLarge'],
])('a body with %s is refused', async (_name, body, status, code) => {
  const path = `${SUB}/resourcegroups/rg-body?api-version=2025-04-01`;
  expect(await refusal('PUT', path, { body })).toMatchObject({ status, code });
});

test('a body of another media type is refused, and a byte order mark is passed over', async () => {
  const path = `${SUB}/resourcegroups/rg-bom?api-version=2025-04-01`;
  const body = JSON.stringify({ location: 'eastus' });
  expect(await refusal('PUT', path, { body, headers: { 'content-type': 'text/plain' } })).toMatchObject({
    status: 415,
    code: 'UnsupportedMediaType',
  });
  expect((await send('PUT', path, { body: `\uFEFF${body}` })).status).toBe(201);
});
