import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContainerAppsAPIClient } from '@azure/arm-appcontainers';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { StorageManagementClient } from '@azure/arm-storage';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';

export const SUBSCRIPTION = '5a3b1e00-0000-4000-8000-000000000002';
export const GROUP = 'rg-test';
/** For pollers: the SDKs wait 2 s between polls unless told otherwise. */
export const QUICK = { updateIntervalInMs: 20 };

/** What leaves the official clients unchanged but for the connection that carries their https requests to loopback. */
export function clientOptions(baseUrl: () => string, token = 'ignored') {
  const credential = {
    getToken: async () => ({ token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
  };
  const direct = createDefaultHttpClient();
  const options = {
    retryOptions: { maxRetries: 0 },
    httpClient: {
      async sendRequest(request: Parameters<typeof direct.sendRequest>[0]) {
        const url = request.url.replace('https://management.azure.com', baseUrl());
        request.headers.set('x-forwarded-proto', 'https');
        request.headers.set('x-forwarded-host', 'management.azure.com');
        const response = await direct.sendRequest({ ...request, url, allowInsecureConnection: true });
        // The SDKs go on from the address that they asked, for an operation's last GET for one.
        return { ...response, request };
      },
    },
  };
  return { credential, options };
}

/** Of the home subscription, unless another one and a token of its tenant are given. */
export function clientsOf(baseUrl: () => string, subscription = SUBSCRIPTION, token?: string) {
  const { credential, options } = clientOptions(baseUrl, token);
  return {
    subscriptions: new SubscriptionClient(credential, options),
    resources: new ResourceManagementClient(credential, subscription, options),
    deployments: new DeploymentsClient(credential, subscription, options),
    apps: new ContainerAppsAPIClient(credential, subscription, options),
    storage: new StorageManagementClient(credential, subscription, options),
  };
}

type Clients = ReturnType<typeof clientsOf>;
export type TestEmulator = Clients & {
  url(): string;
  dataDir: string;
  /** Ends the emulator and starts another on the same data folder. */
  restart(options?: Partial<EmulatorOptions>): Promise<void>;
  close(): Promise<void>;
};

/** An emulator of its own in a temporary folder, its transitions immediate, with an empty resource group. */
export async function startEmulator(given: Partial<EmulatorOptions> = {}): Promise<TestEmulator> {
  const folder = await mkdtemp(join(tmpdir(), 'local-azure-'));
  const options: EmulatorOptions = {
    dataDir: join(folder, 'data'),
    imagesDir: join(folder, 'images'),
    port: 0,
    pace: 0,
    ...given,
  };
  let emulator: Emulator = await createEmulator(options);
  const clients = clientsOf(() => emulator.url);
  await clients.resources.resourceGroups.createOrUpdate(GROUP, { location: 'eastus' });
  return {
    ...clients,
    url: () => emulator.url,
    dataDir: options.dataDir,
    async restart(changed) {
      await emulator.close();
      emulator = await createEmulator({ ...options, ...changed });
    },
    async close() {
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Collects an SDK's paged list. */
export async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}
