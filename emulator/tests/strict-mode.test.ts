import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createEmulator, type Emulator } from '../emulator.ts';
import { askToken, TENANT } from './ask-token.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { SUBSCRIPTION } from './start-emulator.ts';

const HOUR_MS = 60 * 60_000;
const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

let folder: string;
let emulator: Emulator;
let clock: ManualClock;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-azure-strict-'));
  clock = createManualClock();
  emulator = await createEmulator({
    dataDir: join(folder, 'data'),
    imagesDir: join(folder, 'images'),
    port: 0,
    pace: 0,
    strict: true,
    clock,
  });
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

const SUBSCRIPTION_PATH = `/subscriptions/${SUBSCRIPTION}?api-version=2022-12-01`;

function ask(authorization?: string, path = SUBSCRIPTION_PATH): Promise<Response> {
  return fetch(emulator.url + path, { headers: authorization === undefined ? {} : { authorization } });
}

async function refused(authorization?: string, path?: string) {
  const response = await ask(authorization, path);
  expect(response.status).toBe(401);
  const { error } = refusal.parse(await response.json());
  return { ...error, challenge: response.headers.get('www-authenticate') ?? '' };
}

/** A token with other claims than it was signed with. */
function forge(token: string, changed: Record<string, unknown>): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...claims, ...changed })).toString('base64url');
  return `Bearer ${header}.${forged}.${signature}`;
}

test('a token of the sign-in service opens the control plane', async () => {
  expect((await ask(`Bearer ${await askToken(emulator.url)}`)).status).toBe(200);
  expect(
    (await ask(`bearer ${await askToken(emulator.url, 'https://management.core.windows.net/')}`)).status,
  ).toBe(200);
});

test('without a token, the refusal says where to get one: in the tenant of the subscription', async () => {
  expect(await refused()).toEqual({
    code: 'AuthenticationFailed',
    message: "Authentication failed. The 'Authorization' header is missing.",
    challenge: `Bearer authorization_uri="https://login.windows.net/${TENANT}", error="invalid_token", error_description="The authentication failed because of missing 'Authorization' header."`,
  });
  const { challenge } = await refused(undefined, '/tenants?api-version=2022-12-01');
  expect(challenge).toContain('authorization_uri="https://login.windows.net/"');
});

test('the token is looked at before the request is', async () => {
  expect((await refused(undefined, '/subscriptions')).code).toBe('AuthenticationFailed');
});

test.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'token'])(
  'the header "%s" is in no format of a token',
  async (header) => {
    expect((await refused(header)).code).toBe('AuthenticationFailedInvalidHeader');
  },
);

test.each(['nonsense', 'a.b.c', `${'x'.repeat(10_000)}.y.z`])('"%.20s" is no token', async (token) => {
  expect((await refused(`Bearer ${token}`)).code).toBe('InvalidAuthenticationToken');
});

test('a token whose claims were changed, or whose time has not come, is not valid', async () => {
  const token = await askToken(emulator.url);
  expect((await refused(forge(token, { exp: 9_999_999_999 }))).code).toBe('InvalidAuthenticationToken');
  const later = createManualClock();
  clock.advance(HOUR_MS);
  const early = await askToken(emulator.url);
  clock.advance(later.now() - clock.now());
  expect((await refused(`Bearer ${early}`)).code).toBe('InvalidAuthenticationToken');
});

test('a token of another tenant, as the real Azure gives out, names both', async () => {
  const issuer = 'https://sts.windows.net/00000000-0000-4000-8000-000000000009/';
  const { code, message } = await refused(forge(await askToken(emulator.url), { iss: issuer }));
  expect(code).toBe('InvalidAuthenticationTokenTenant');
  expect(message).toContain(
    `wrong issuer '${issuer}'. It must match the tenant 'https://sts.windows.net/${TENANT}/'`,
  );
});

test('a token for another service names those that it may be for', async () => {
  const { code, message } = await refused(
    `Bearer ${await askToken(emulator.url, 'https://storage.azure.com')}`,
  );
  expect(code).toBe('InvalidAuthenticationTokenAudience');
  expect(message).toBe(
    "The access token has been obtained for wrong audience or resource 'https://storage.azure.com'. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.",
  );
});

test('a token that has expired says when', async () => {
  const token = await askToken(emulator.url);
  clock.advance(2 * HOUR_MS);
  const { code, message } = await refused(`Bearer ${token}`);
  expect(code).toBe('ExpiredAuthenticationToken');
  expect(message).toMatch(
    /^The access token expiry UTC time '\d+\/\d+\/\d{4} \d+:\d\d:\d\d [AP]M' is earlier than current UTC time '\d+\/\d+\/\d{4} \d+:\d\d:\d\d [AP]M'\.$/,
  );
});

test('sign-in and the admin call need no token', async () => {
  expect((await ask(undefined, `/${TENANT}/v2.0/.well-known/openid-configuration`)).status).toBe(200);
  expect((await ask(undefined, '/_local-azure/faults')).status).toBe(200);
});
