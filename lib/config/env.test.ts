import { resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { clouds } from '@/lib/config/clouds';
import { env, readEnv } from '@/lib/config/env';

describe('the settings', () => {
  test('have defaults for everything', () => {
    expect(readEnv({})).toEqual({
      port: 3000,
      dataDir: resolve('.slipway'),
      azureMode: 'local',
      localAzurePort: 4280,
      cloud: clouds.public,
      databaseUrl: undefined,
      projects: [{ id: 'default', root: process.cwd() }],
    });
  });

  test('an empty variable counts as one that is not set', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  test('projects are added to the checkout, which another folder may stand in for', () => {
    const { projects } = readEnv({ SLIPWAY_PROJECTS: 'default=/projects/copy, phi=/projects/phi' });
    expect(projects).toEqual([
      { id: 'default', root: '/projects/copy' },
      { id: 'phi', root: '/projects/phi' },
    ]);
  });

  test('every bad variable is named in one message', () => {
    const read = () =>
      readEnv({
        PORT: '99999',
        LOCAL_AZURE_PORT: 'four',
        SLIPWAY_AZURE: 'aws',
        DATABASE_URL: 'mysql://db',
        SLIPWAY_PROJECTS: 'Bad Id=/x,phi=/a,phi=/b',
      });
    expect(read).toThrow(
      /PORT must be between.*SLIPWAY_AZURE must be "local" or "azure".*LOCAL_AZURE_PORT must be/s,
    );
    expect(read).toThrow(
      /DATABASE_URL must be a postgres.*"Bad Id=\/x" does not.*names the project "phi" twice/s,
    );
  });

  test('the message does not repeat the value of DATABASE_URL, which holds a password', () => {
    expect(() => readEnv({ DATABASE_URL: 'mysql://me:hunter2@db' })).toThrow(/^(?!.*hunter2)/s);
  });

  test('a proxy is found where the Azure clients look for it, and means nothing to the local Azure', () => {
    const proxies = { http_proxy: 'http://plain:3128', HTTPS_PROXY: '', https_proxy: 'http://secure:3128' };
    expect(readEnv({ SLIPWAY_AZURE: 'azure', ...proxies }).proxyUrl).toBe('http://secure:3128');
    expect(readEnv(proxies).proxyUrl).toBeUndefined();
  });

  test('a proxy that is no URL is named without its value, which may hold a password', () => {
    const read = () => readEnv({ SLIPWAY_AZURE: 'azure', ALL_PROXY: 'me:hunter2@proxy:3128' });
    expect(read).toThrow(/ALL_PROXY must be the URL of a proxy/);
    expect(read).toThrow(/^(?!.*hunter2)/s);
  });

  test('a cloud is chosen by its name, and each of its parts may be another one', () => {
    expect(readEnv({ SLIPWAY_CLOUD: 'china' }).cloud).toEqual(clouds.china);
    const own = {
      AZURE_RESOURCE_MANAGER_URL: 'https://arm.stack.example/',
      AZURE_RESOURCE_MANAGER_AUDIENCE: 'https://arm.stack.example/',
      AZURE_AUTHORITY_HOST: 'https://login.stack.example',
      AZURE_PORTAL_URL: 'https://portal.stack.example',
      AZURE_CONTAINER_APPS_DOMAIN: 'apps.stack.example',
      AZURE_LOG_ANALYTICS_URL: 'https://logs.stack.example',
    };
    expect(readEnv({ SLIPWAY_CLOUD: 'usgovernment', ...own }).cloud).toEqual({
      armOrigin: 'https://arm.stack.example',
      armScope: 'https://arm.stack.example/.default',
      authorityHost: 'https://login.stack.example',
      portalOrigin: 'https://portal.stack.example',
      appDomain: 'apps.stack.example',
      pricesOrigin: 'https://prices.azure.com',
      logsOrigin: 'https://logs.stack.example',
    });
  });

  test('a cloud that is not known, and a part of one that is no address, are named', () => {
    const read = () =>
      readEnv({
        SLIPWAY_CLOUD: 'mars',
        AZURE_RESOURCE_MANAGER_URL: 'http://plain.example',
        AZURE_AUTHORITY_HOST: 'https://login.example/tenant',
        AZURE_CONTAINER_APPS_DOMAIN: 'https://apps.example',
      });
    expect(read).toThrow(/SLIPWAY_CLOUD must be one of public, usgovernment, china/);
    expect(read).toThrow(/AZURE_RESOURCE_MANAGER_URL must be an https/);
    expect(read).toThrow(/AZURE_AUTHORITY_HOST must have no path/);
    expect(read).toThrow(/AZURE_CONTAINER_APPS_DOMAIN must be a domain/);
  });
});

test('follows a variable that changes while it runs', () => {
  vi.stubEnv('PORT', '4001');
  expect(env.port).toBe(4001);
  vi.stubEnv('PORT', '4002');
  expect(env.port).toBe(4002);
  vi.stubEnv('PORT', 'none');
  expect(() => env.port).toThrow('PORT must be a port number');
  vi.unstubAllEnvs();
});
