import type { ContainerApp } from '@azure/arm-appcontainers';
import type { EmulatorOptions } from '../emulator.ts';
import { appOf, prepareEnvironment, putApp, ready } from './container-app-fixture.ts';
import { GROUP, startEmulator, type TestEmulator } from './start-emulator.ts';

/** An app that is up, and how to ask for its log streams. */
export type Streams = {
  azure: TestEmulator;
  /** The console of its only container. */
  endpoint: string;
  revision: string;
  replica: string;
  /** Opens the streams of the environment. */
  environmentToken: string;
  /** With the app's token unless another is given. */
  ask(url: string, signal?: AbortSignal, token?: string): Promise<Response>;
  /** All lines of a stream that ends. */
  lines(url: string): Promise<string[]>;
};

/** Starts an emulator with an app called `web`; `change` may alter it before it is created. */
export async function openStreams(
  options: Partial<EmulatorOptions> = {},
  change: (app: ContainerApp) => ContainerApp = (app) => app,
): Promise<Streams> {
  const azure = await startEmulator(options);
  await putApp(azure, 'web', change(appOf(await prepareEnvironment(azure), 'listener')));
  const { latestRevisionName: revision = '' } = await ready(azure, 'web');
  const { value } = await azure.apps.containerAppsRevisionReplicas.listReplicas(GROUP, 'web', revision);
  const { token: appToken = '' } = await azure.apps.containerApps.getAuthToken(GROUP, 'web');
  const { token: environmentToken = '' } = await azure.apps.managedEnvironments.getAuthToken(
    GROUP,
    'test-env',
  );
  const ask: Streams['ask'] = (url, signal, token = appToken) =>
    fetch(url, { headers: { authorization: `Bearer ${token}` }, ...(signal && { signal }) });
  return {
    azure,
    endpoint: value[0]?.containers?.[0]?.logStreamEndpoint ?? '',
    revision,
    replica: value[0]?.name ?? '',
    environmentToken,
    ask,
    lines: async (url) => (await (await ask(url)).text()).trim().split('\n'),
  };
}
