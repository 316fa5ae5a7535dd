import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpointFetch, endpointUrl, portalUrl } from '@/lib/azure/cloud';
import { listTenants } from '@/lib/azure/tenants';

const localName = 'app.calm-0a1b2c3d.eastus.azurecontainerapps.localhost';
const publicName = 'app.calm-0a1b2c3d.eastus.azurecontainerapps.io';

afterEach(() => void vi.unstubAllEnvs());

describe('in local mode', () => {
  beforeEach(() => void vi.stubEnv('SLIPWAY_AZURE', 'local'));

  it('finds an endpoint at the port that the local Azure has now', () => {
    vi.stubEnv('LOCAL_AZURE_PORT', '4999');
    expect(endpointUrl(`${localName}:4280`)).toBe(`http://${localName}:4999`);
  });

  it.each([publicName, 'localhost', '127.0.0.1', `${localName}/path`, `user@${localName}`])(
    'refuses the endpoint %s',
    (name) => {
      expect(() => endpointUrl(name)).toThrow('is not an endpoint');
    },
  );

  it('has no portal', () => {
    expect(portalUrl('/subscriptions/1')).toBeNull();
  });

  it('says that the local Azure is not running, at once', async () => {
    // Port 1 is reserved, so that nobody listens there.
    vi.stubEnv('LOCAL_AZURE_PORT', '1');
    await expect(listTenants()).rejects.toMatchObject({
      kind: 'unavailable',
      info: { code: 'local_azure_down', message: 'The local Azure does not answer on http://127.0.0.1:1.' },
    });
  });
});

describe('in the public cloud', () => {
  beforeEach(() => void vi.stubEnv('SLIPWAY_AZURE', 'azure'));

  it('speaks https to the name as it stands', () => {
    expect(endpointUrl(publicName)).toBe(`https://${publicName}`);
  });

  it.each([`${localName}:4280`, 'localhost', '10.0.0.1', '[::1]', 'no name', ''])(
    'refuses the endpoint "%s"',
    (name) => {
      expect(() => endpointUrl(name)).toThrow('is not an endpoint');
    },
  );

  it.each([`http://${publicName}`, 'https://10.0.0.1/config', 'https://[fd00::1]/', 'https://localhost/'])(
    'sends nothing to %s',
    async (url) => {
      await expect(endpointFetch(url)).rejects.toMatchObject({ info: { code: 'endpoint_invalid' } });
    },
  );

  it('links to the portal', () => {
    expect(portalUrl('/subscriptions/1')).toBe('https://portal.azure.com/#resource/subscriptions/1');
  });
});
