import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TENANT } from '../tests/ask-token.ts';
import { startEmulator, type TestEmulator } from '../tests/start-emulator.ts';

const GRANT = { grant_type: 'client_credentials', client_id: 'app', client_secret: 'any' };
const SCOPE = 'https://management.azure.com/.default';

const entraError = z.strictObject({
  error: z.string(),
  error_description: z.string(),
  error_codes: z.tuple([z.number()]),
  timestamp: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
  trace_id: z.uuid(),
  correlation_id: z.uuid(),
  error_uri: z.url(),
});
const tokenAnswer = z.looseObject({ access_token: z.string() });
const keySet = z.object({
  keys: z.tuple([z.object({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() })]),
});

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

async function read(path: string): Promise<unknown> {
  const response = await fetch(azure.url() + path);
  expect(response.status).toBe(200);
  return response.json();
}

function post(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(azure.url() + path, { method: 'POST', body: new URLSearchParams(form), headers });
}

async function refused(path: string, form: Record<string, string>, headers?: Record<string, string>) {
  const response = await post(path, form, headers);
  const { error, error_codes, error_description, error_uri, correlation_id } = entraError.parse(
    await response.json(),
  );
  const [code] = error_codes;
  expect(error_description).toMatch(
    new RegExp(`^AADSTS${code}: .* Trace ID: .* Correlation ID: .* Timestamp: `),
  );
  expect(error_uri).toContain(`/error?code=${code}`);
  return { status: response.status, error, code, correlation_id };
}

function claimsOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

describe('discovery', () => {
  test.each([TENANT, 'sample.onmicrosoft.com', 'organizations', 'common'])(
    'tells the endpoints of the tenant %s on the origin that was asked',
    async (tenant) => {
      const base = `${azure.url()}/${tenant}`;
      expect(await read(`/${tenant}/v2.0/.well-known/openid-configuration`)).toMatchObject({
        token_endpoint: `${base}/oauth2/v2.0/token`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
        issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
      });
      expect(await read(`/${tenant}/.well-known/openid-configuration`)).toMatchObject({
        token_endpoint: `${base}/oauth2/token`,
        issuer: `https://sts.windows.net/${TENANT}/`,
      });
    },
  );

  test('knows the hosts of the public cloud, and its own', async () => {
    const authorize = (origin: string) =>
      `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(`${origin}/${TENANT}/oauth2/v2.0/authorize`)}`;
    expect(await read(authorize('https://login.microsoftonline.com'))).toMatchObject({
      tenant_discovery_endpoint: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
      metadata: [{ aliases: expect.arrayContaining(['login.windows.net', 'sts.windows.net']) }],
    });
    expect(await read(authorize('https://127.0.0.1:4280'))).toMatchObject({
      metadata: [{}, { aliases: ['127.0.0.1:4280'] }],
    });
    const unknown = await fetch(azure.url() + authorize('https://login.example.com'));
    expect(entraError.parse(await unknown.json()).error).toBe('invalid_instance');
  });

  test('refuses a tenant that is not there', async () => {
    const response = await fetch(
      `${azure.url()}/00000000-0000-4000-8000-000000000009/v2.0/.well-known/openid-configuration`,
    );
    expect(response.status).toBe(400);
    expect(entraError.parse(await response.json())).toMatchObject({
      error: 'invalid_tenant',
      error_codes: [90002],
    });
  });
});

describe('an application', () => {
  test('gets a token that the published key verifies, with the claims of a service principal', async () => {
    const response = await post(`/${TENANT}/oauth2/v2.0/token`, { ...GRANT, scope: SCOPE });
    expect(response.headers.get('cache-control')).toContain('no-store');
    const { access_token: token, ...rest } = tokenAnswer.parse(await response.json());
    expect(rest).toEqual({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    expect(claimsOf(token)).toMatchObject({
      aud: 'https://management.azure.com',
      iss: `https://sts.windows.net/${TENANT}/`,
      tid: TENANT,
      appid: 'app',
      appidacr: '1',
      oid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ver: '1.0',
    });
    const { keys } = keySet.parse(await read(`/${TENANT}/discovery/v2.0/keys`));
    const [header = '', payload = '', signature = ''] = token.split('.');
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ kid: keys[0].kid });
    expect(
      verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')),
    ).toBe(true);
  });

  test('gets its numbers as text from the first version of the endpoint', async () => {
    const response = await post(`/${TENANT}/oauth2/token?api-version=1.0`, {
      ...GRANT,
      resource: 'https://management.core.windows.net/',
    });
    const answer = tokenAnswer.parse(await response.json());
    expect(answer).toMatchObject({
      resource: 'https://management.core.windows.net/',
      expires_in: '3599',
      expires_on: expect.stringMatching(/^\d{10}$/),
      not_before: expect.stringMatching(/^\d{10}$/),
    });
    expect(claimsOf(answer.access_token)).toMatchObject({ aud: 'https://management.core.windows.net/' });
  });

  test('may prove itself with an assertion, or in the header', async () => {
    const assertion = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'a.b.c',
    };
    const { client_secret: _, ...unproved } = { ...GRANT, scope: SCOPE };
    const byAssertion = await post(`/${TENANT}/oauth2/v2.0/token`, { ...unproved, ...assertion });
    const { access_token } = tokenAnswer.parse(await byAssertion.json());
    expect(claimsOf(access_token)).toMatchObject({ appidacr: '2' });
    const authorization = `Basic ${Buffer.from('an%20app:se%3Acret').toString('base64')}`;
    const byHeader = await post(
      `/${TENANT}/oauth2/v2.0/token`,
      { grant_type: 'client_credentials', scope: SCOPE },
      { authorization },
    );
    const inHeader = tokenAnswer.parse(await byHeader.json());
    expect(claimsOf(inHeader.access_token)).toMatchObject({ appid: 'an app' });
  });

  const path = `/${TENANT}/oauth2/v2.0/token`;
  test.each([
    ['no grant', path, {}, 400, 'invalid_request', 900144],
    ['a refresh token', path, { grant_type: 'refresh_token' }, 400, 'unsupported_grant_type', 70003],
    ['no client', path, { grant_type: 'client_credentials', scope: SCOPE }, 400, 'invalid_request', 900144],
    ['an empty secret', path, { ...GRANT, client_secret: '', scope: SCOPE }, 401, 'invalid_client', 7000216],
    ['no scope', path, GRANT, 400, 'invalid_request', 900144],
    ['a scope of users', path, { ...GRANT, scope: 'User.Read' }, 400, 'invalid_scope', 1002012],
    ['a scope of nothing', path, { ...GRANT, scope: 'x/.default' }, 400, 'invalid_resource', 500011],
    ['no resource', `/${TENANT}/oauth2/token`, GRANT, 400, 'invalid_request', 900144],
    ['no tenant', '/acme.example/oauth2/token', GRANT, 400, 'invalid_request', 90002],
    ['a tenant that cannot be', '/acme/oauth2/token', GRANT, 400, 'invalid_request', 900023],
  ])('that asks with %s is refused as Entra refuses it', async (_, at, form, status, error, code) => {
    expect(await refused(at, form)).toMatchObject({ status, error, code });
  });

  test('finds its own correlation id in the refusal', async () => {
    const id = '5a3b1e00-0000-4000-8000-0000000000aa';
    expect((await refused(path, {}, { 'client-request-id': id })).correlation_id).toBe(id);
  });

  test('that sends a form without end is refused', async () => {
    expect(await refused(path, { ...GRANT, scope: 'x'.repeat(100_000) })).toMatchObject({ status: 413 });
  });
});

test('what is not played of signing in is refused by name', async () => {
  const response = await post(`/${TENANT}/oauth2/v2.0/devicecode`, { client_id: 'app' });
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({ error: { code: 'NotImplementedByLocalAzure' } });
});
