import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { endpointFetch, endpointUrl, streamFetch } from '@/lib/azure/cloud';
import { listTenants } from '@/lib/azure/tenants';

const publicName = 'app.calm-0a1b2c3d.eastus.azurecontainerapps.io';

type Loopback = { url: string; port: string; asked: string[] };

/** A program on loopback that notes what it is asked: names to connect to, which it refuses, and plain requests. */
async function listen(): Promise<Loopback> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`);
    response
      .setHeader('content-type', 'application/json')
      .end('{"value":[],"access_token":"token","expires_in":3599}');
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
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
  return { url: `http://127.0.0.1:${address.port}`, port: String(address.port), asked };
}

let proxy: Loopback;
beforeEach(async () => {
  proxy = await listen();
  vi.stubEnv('HTTPS_PROXY', proxy.url);
  vi.stubEnv('NO_PROXY', undefined);
  vi.stubEnv('no_proxy', undefined);
});
afterEach(() => void vi.unstubAllEnvs());

describe('behind a proxy, in the public cloud', () => {
  beforeEach(() => void vi.stubEnv('SLIPWAY_AZURE', 'azure'));

  it('leaves the way to an endpoint and to a log stream to the proxy', async () => {
    await expect(endpointFetch(`https://${publicName}/config`)).rejects.toThrow('fetch failed');
    await expect(streamFetch(new URL('https://eastus.azurecontainerapps.dev/x'), {})).rejects.toThrow(
      'fetch failed',
    );
    expect(proxy.asked).toEqual([`CONNECT ${publicName}:443`, 'CONNECT eastus.azurecontainerapps.dev:443']);
  });

  it('connects by itself to what NO_PROXY exempts', async () => {
    const exempt = await listen();
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    await streamFetch(new URL(`${exempt.url}/logstream`), {});
    expect(exempt.asked).toEqual([expect.stringMatching(/^GET .*\/logstream$/)]);
    expect(proxy.asked).toEqual([]);
  });

  it.each([
    'intranet.example',
    'evil-azurecontainerapps.io',
    'azurecontainerapps.io',
    '10.0.0.1',
    'localhost',
  ])('asks the proxy for no name that Azure has not made: %s', async (name) => {
    expect(() => endpointUrl(name)).toThrow('is not an endpoint');
    await expect(endpointFetch(`https://${name}/`)).rejects.toMatchObject({
      info: { code: 'endpoint_invalid' },
    });
    expect(proxy.asked).toEqual([]);
  });
});

it('speaks to the local Azure itself, whatever proxy the machine has', async () => {
  const localAzure = await listen();
  vi.stubEnv('SLIPWAY_AZURE', 'local');
  vi.stubEnv('LOCAL_AZURE_PORT', localAzure.port);
  await expect(listTenants()).resolves.toEqual([]);
  expect(localAzure.asked).toEqual([
    expect.stringMatching(/^POST 127\.0\.0\.1:\d+\/organizations\/oauth2\/v2\.0\/token$/),
    expect.stringMatching(/^GET 127\.0\.0\.1:\d+\/tenants\?/),
  ]);
  expect(proxy.asked).toEqual([]);
});
