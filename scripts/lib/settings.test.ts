import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings, root } from './settings.mjs';

test('has a default for everything', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    localAzurePort: 4280,
    azureMode: 'local',
    localAzureData: join(root, '.slipway/local-azure'),
    images: join(root, '.slipway/images'),
    seed: join(root, 'infra/local-azure.seed.json'),
  });
});

test('takes folders relative to the checkout', () => {
  const settings = readSettings({ SLIPWAY_DATA: 'other', SLIPWAY_IMAGES: '/images' });
  expect(settings.localAzureData).toBe(join(root, 'other/local-azure'));
  expect(settings.images).toBe('/images');
});

test.each(['x', '0', '70000', '1.5'])('refuses the port "%s" and names the setting', (port) => {
  expect(() => readSettings({ LOCAL_AZURE_PORT: port })).toThrow(
    `LOCAL_AZURE_PORT is "${port}"; it must be a port number from 1 to 65535.`,
  );
});

test('refuses one port for both programs, and takes it where only one of them runs', () => {
  const onePort = { PORT: '4280' };
  expect(() => readSettings(onePort)).toThrow('PORT and LOCAL_AZURE_PORT are both 4280; give each');
  expect(readSettings({ ...onePort, SLIPWAY_AZURE: 'azure' }).port).toBe(4280);
});

test('refuses an Azure that is neither local nor the real one', () => {
  expect(() => readSettings({ SLIPWAY_AZURE: 'cloud' })).toThrow('"local" or "azure"');
});
