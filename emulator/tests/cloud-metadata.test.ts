import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startEmulator, type TestEmulator } from './start-emulator.ts';

const FOR_AZURE = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'management.azure.com' };
const cloud = z.object({
  name: z.literal('AzureCloud'),
  resourceManager: z.string(),
  authentication: z.object({ loginEndpoint: z.string(), audiences: z.array(z.string()).min(1) }),
  suffixes: z.object({ storage: z.string() }),
});

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

function ask(version: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${azure.url()}/metadata/endpoints?api-version=${version}`, { headers });
}

test('whoever asks under a loopback name is led back there', async () => {
  const { authentication, resourceManager, suffixes } = cloud.parse(await (await ask('2022-09-01')).json());
  expect(authentication.loginEndpoint).toBe(azure.url());
  expect(resourceManager).toBe(`${azure.url()}/`);
  expect(suffixes.storage).toBe(`localhost:${new URL(azure.url()).port}`);
});

test('whoever asks under the name of Azure is told the names of Azure', async () => {
  const { authentication, resourceManager } = cloud.parse(await (await ask('2022-09-01', FOR_AZURE)).json());
  expect(authentication).toEqual({
    loginEndpoint: 'https://login.microsoftonline.com',
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
  });
  expect(resourceManager).toBe('https://management.azure.com/');
});

test.each(['2019-05-01', '2020-06-01'])(
  'the version %s lists clouds, of which there is one',
  async (version) => {
    const [only, ...others] = z.array(cloud).parse(await (await ask(version)).json());
    expect(only?.resourceManager).toBe(`${azure.url()}/`);
    expect(others).toEqual([]);
  },
);

test.each(['2015-01-01', '1.0'])('the version %s has a shape of its own', async (version) => {
  expect(await (await ask(version)).json()).toEqual({
    galleryEndpoint: 'https://gallery.azure.com/',
    graphEndpoint: 'https://graph.windows.net/',
    portalEndpoint: 'https://portal.azure.com/',
    authentication: {
      loginEndpoint: `${azure.url()}/`,
      audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
    },
  });
});

test.each([
  ['no version', '', 'MissingApiVersionParameter'],
  ['one that is not there', '2001-01-01', 'InvalidApiVersionParameter'],
])('%s is refused', async (_, version, code) => {
  const response = await ask(version);
  expect(response.status).toBe(400);
  expect((await response.json()).error.code).toBe(code);
});

test('the path may be in any case, with slashes doubled', async () => {
  const response = await fetch(`${azure.url()}//Metadata//EndPoints?API-Version=2022-09-01`);
  expect(cloud.parse(await response.json()).resourceManager).toBe(`${azure.url()}/`);
});

test('a host that is none leads to the names of Azure', async () => {
  const response = await ask('2022-09-01', { 'x-forwarded-host': '::::' });
  expect(cloud.parse(await response.json()).resourceManager).toBe('https://management.azure.com/');
});

test('no token is asked for, and where https is answered accounts have the names of Azure', async () => {
  await azure.restart({ tls: true, strict: true });
  const { suffixes } = cloud.parse(await (await ask('2022-09-01')).json());
  expect(suffixes.storage).toBe('core.windows.net');
});
