import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ResourceManagementClient } from '@azure/arm-resources';
import { ClientSecretCredential } from '@azure/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { TENANT } from './ask-token.ts';
import { GROUP, SUBSCRIPTION } from './start-emulator.ts';

const CLIENT = fileURLToPath(new URL('far-client.ts', import.meta.url));

let folder: string;
let emulator: Emulator;
let certificatePath: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-azure-far-'));
  emulator = await createEmulator({
    dataDir: join(folder, 'data'),
    imagesDir: join(folder, 'images'),
    port: 0,
    pace: 0,
    tls: true,
    strict: true,
  });
  certificatePath = emulator.certificatePath ?? '';
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

/** What a company's network asks of a program, read when it starts. */
function behindProxy() {
  return { ...process.env, HTTPS_PROXY: emulator.url, NO_PROXY: '', NODE_EXTRA_CA_CERTS: certificatePath };
}

test('a program for the public cloud works unchanged with a proxy and an authority in its environment', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [CLIENT, SUBSCRIPTION], {
    env: {
      ...behindProxy(),
      AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential',
      AZURE_TENANT_ID: TENANT,
      AZURE_CLIENT_ID: 'app',
      AZURE_CLIENT_SECRET: 'any',
    },
  });
  expect(JSON.parse(stdout)).toEqual({
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-far`,
    endpoint: 'https://faraccount.file.core.windows.net/',
    text: 'from afar',
  });
});

test('a program may as well be told the address, and whom to trust there', async () => {
  const tlsOptions = { ca: await readFile(certificatePath, 'utf8') };
  const origin = emulator.url.replace('http:', 'https:');
  const credential = new ClientSecretCredential(TENANT, 'app', 'any', {
    authorityHost: origin,
    disableInstanceDiscovery: true,
    tlsOptions,
  });
  const client = new ResourceManagementClient(credential, SUBSCRIPTION, { endpoint: origin, tlsOptions });
  const { name } = await client.resourceGroups.createOrUpdate(GROUP, { location: 'eastus' });
  expect(name).toBe(GROUP);
  await client.resourceGroups.delete(GROUP, { updateIntervalInMs: 20 });
  expect((await client.resourceGroups.checkExistence(GROUP)).body).toBe(false);
});

test('an app is reached through the proxy under its name, and one that is not there is said to be not there', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--use-env-proxy',
      '-e',
      "fetch('https://web.calm-0a1b2c3d.eastus.azurecontainerapps.io/').then(async (r) => console.log(r.status, await r.text()))",
    ],
    { env: behindProxy() },
  );
  expect(stdout).toMatch(/^404 .*does not exist/);
});
