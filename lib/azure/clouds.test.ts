import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { armClientOptions, endpointUrl, portalUrl } from '@/lib/azure/cloud';
import { listTenants } from '@/lib/azure/tenants';
import { cloudNames, clouds } from '@/lib/config/clouds';

/** A proxy that leads nowhere, but notes the names that it was asked to connect to. */
async function startProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return { url: `http://127.0.0.1:${address.port}`, asked };
}

beforeEach(() => {
  vi.stubEnv('SLIPWAY_AZURE', 'azure');
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'EnvironmentCredential');
  vi.stubEnv('AZURE_TENANT_ID', '5a3b1e00-0000-4000-8000-000000000001');
  vi.stubEnv('AZURE_CLIENT_ID', '5a3b1e00-0000-4000-8000-00000000000c');
  vi.stubEnv('AZURE_CLIENT_SECRET', 'any');
});
afterEach(() => void vi.unstubAllEnvs());

/** Under the names that the identity library has for them itself: the one in China has two. */
const signInHosts = {
  public: 'login.microsoftonline.com',
  usgovernment: 'login.microsoftonline.us',
  china: 'login.partner.microsoftonline.cn',
};

describe.each(cloudNames)('in the cloud %s', (name) => {
  beforeEach(() => void vi.stubEnv('SLIPWAY_CLOUD', name));
  const { armOrigin, armScope, portalOrigin, appDomain } = clouds[name];

  it('signs in at its own sign-in service', async () => {
    const proxy = await startProxy();
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', undefined);
    await expect(listTenants(AbortSignal.timeout(2_000))).rejects.toBeDefined();
    expect([...new Set(proxy.asked)]).toEqual([`${signInHosts[name]}:443`]);
  });

  it('sends its own kind of token to its own control plane', () => {
    expect(armClientOptions()).toMatchObject({ endpoint: armOrigin, credentials: { scopes: [armScope] } });
  });

  it('links to its own portal', () => {
    expect(portalUrl('/subscriptions/1')).toBe(`${portalOrigin}/#resource/subscriptions/1`);
  });

  it('takes behind a proxy only endpoints of its own domain', () => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:3128');
    expect(endpointUrl(`app.calm-1.region.${appDomain}`)).toBe(`https://app.calm-1.region.${appDomain}`);
    const others = cloudNames.filter((other) => other !== name).map((other) => clouds[other].appDomain);
    for (const other of others) expect(() => endpointUrl(`app.calm-1.region.${other}`)).toThrow('endpoint');
  });
});
