import { expect, test } from 'vitest';
import { readSettings } from './settings.mjs';
import { isBanner, localAzureArguments, withoutProxyToLoopback } from './slipway.mjs';

test("keeps Next's own address and banner to itself, and shows the rest of what it says", () => {
  const banner = ['▲ Next.js 16.4.6', '- Local:    http://localhost:3000', '✓ Ready in 300ms', ''];
  expect(banner.filter((line) => !isBanner(line))).toEqual([]);
  expect(isBanner('[db] the folder is in use by another copy')).toBe(false);
});

test('tells the local Azure where everything is', () => {
  const options = localAzureArguments(readSettings({ SLIPWAY_DATA: '/data', SLIPWAY_IMAGES: '/images' }));
  expect(options.slice(0, 6)).toEqual([
    '--port',
    '4280',
    '--data',
    '/data/local-azure',
    '--images',
    '/images',
  ]);
  expect(options).toContain('--seed');
});

test('exempts the local Azure from the proxy of the machine, and keeps what is exempt already', () => {
  expect(withoutProxyToLoopback({ HTTPS_PROXY: 'http://proxy:3128' }).NO_PROXY).toBe('127.0.0.1');
  expect(withoutProxyToLoopback({ no_proxy: '.corp.example' }).NO_PROXY).toBe('.corp.example,127.0.0.1');
});
