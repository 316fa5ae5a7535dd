import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { startEmulator, type TestEmulator } from '../tests/start-emulator.ts';

const NO_ENVIRONMENT = {
  IDENTITY_ENDPOINT: undefined,
  IDENTITY_HEADER: undefined,
  MSI_ENDPOINT: undefined,
  AZURE_POD_IDENTITY_AUTHORITY_HOST: undefined,
  HTTPS_PROXY: undefined,
  HTTP_PROXY: undefined,
};
const claims = z.looseObject({ aud: z.string(), appid: z.string() });

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());
afterEach(() => void vi.unstubAllEnvs());

function inEnvironment(variables: Record<string, string>): void {
  for (const [name, value] of Object.entries({ ...NO_ENVIRONMENT, ...variables })) vi.stubEnv(name, value);
}

function claimsOf({ token }: { token: string }) {
  return claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
}

// Each test asks for another resource: the identity library shares one memory of tokens between its credentials.

test('an app gets a token by IDENTITY_ENDPOINT and IDENTITY_HEADER', async () => {
  inEnvironment({ IDENTITY_ENDPOINT: `${azure.url()}/msi/token`, IDENTITY_HEADER: 'local-azure' });
  const token = await new ManagedIdentityCredential().getToken('https://management.azure.com/.default');
  expect(claimsOf(token).aud).toBe('https://management.azure.com');
  expect(token.expiresOnTimestamp).toBeGreaterThan(Date.now());
});

test('an identity that is asked for by its client id gets a token of its own', async () => {
  inEnvironment({ IDENTITY_ENDPOINT: `${azure.url()}/msi/token`, IDENTITY_HEADER: 'local-azure' });
  const clientId = '5a3b1e00-0000-4000-8000-0000000000bb';
  const credential = new ManagedIdentityCredential({ clientId });
  expect(claimsOf(await credential.getToken('https://own.example/.default')).appid).toBe(clientId);
});

test('a machine gets a token by the metadata service, also through the default chain', async () => {
  inEnvironment({ AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.url(), AZURE_TOKEN_CREDENTIALS: 'prod' });
  const token = await new DefaultAzureCredential().getToken('https://machine.example/.default');
  expect(claimsOf(token).aud).toBe('https://machine.example');
});

test('Cloud Shell gets a token by MSI_ENDPOINT', async () => {
  inEnvironment({ MSI_ENDPOINT: `${azure.url()}/msi/token` });
  const token = await new ManagedIdentityCredential().getToken('https://shell.example/.default');
  expect(claimsOf(token).aud).toBe('https://shell.example');
});

const app = '/msi/token?api-version=2019-08-01&resource=https://x.example';
const machine = '/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://x.example';
test.each([
  ['an app without its header', app, {}, 401, { statusCode: 401 }],
  ['an app with a wrong header', app, { 'x-identity-header': 'guessed' }, 401, { statusCode: 401 }],
  [
    'an app with another version',
    '/msi/token',
    { 'x-identity-header': 'local-azure' },
    400,
    { statusCode: 400 },
  ],
  ['a machine without its header', machine, {}, 400, { error: 'bad_request_102' }],
  [
    'a machine that asks for nothing',
    '/metadata/identity/oauth2/token?api-version=2018-02-01',
    { metadata: 'true' },
    400,
    { error: 'invalid_request' },
  ],
  [
    'a machine that asks for what is no resource',
    '/metadata/identity/oauth2/token?api-version=2018-02-01&resource=x',
    { metadata: 'true' },
    400,
    { error: 'invalid_resource' },
  ],
])('%s is refused', async (_, path, headers: Record<string, string>, status, body) => {
  const response = await fetch(azure.url() + path, { headers });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject(body);
});

test('web pages get no token', async () => {
  const headers = { 'x-identity-header': 'local-azure', origin: 'https://example.com' };
  expect((await fetch(azure.url() + app, { headers })).status).toBe(403);
});
