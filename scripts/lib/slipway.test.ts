import { expect, test } from 'vitest';
import { readSettings } from './settings.mjs';
import { isBanner, localAzureArguments } from './slipway.mjs';

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
