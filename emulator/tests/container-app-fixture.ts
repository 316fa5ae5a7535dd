import type { ContainerApp } from '@azure/arm-appcontainers';
import { expect, vi } from 'vitest';
import { GROUP, QUICK, type TestEmulator } from './start-emulator.ts';

const ENVIRONMENT = 'test-env';
const PATIENCE = { timeout: 15_000, interval: 50 };

/** An account with a share, an environment, and the share mounted into it as `files`. */
export async function prepareEnvironment(azure: TestEmulator): Promise<string> {
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  await azure.storage.storageAccounts.create(GROUP, 'appaccount', account, QUICK);
  await azure.storage.fileShares.create(GROUP, 'appaccount', 'appshare', {});
  const { keys } = await azure.storage.storageAccounts.listKeys(GROUP, 'appaccount');
  const environment = await azure.apps.managedEnvironments.createOrUpdate(
    GROUP,
    ENVIRONMENT,
    { location: 'eastus' },
    QUICK,
  );
  await azure.apps.managedEnvironmentsStorages.createOrUpdate(GROUP, ENVIRONMENT, 'files', {
    properties: {
      azureFile: {
        accountName: 'appaccount',
        accountKey: keys?.[0]?.value,
        shareName: 'appshare',
        accessMode: 'ReadWrite',
      },
    },
  });
  return environment.id ?? '';
}

/** A web server that answers its greeting and revision, writes a line to its log, and serves the mounted share. */
const SERVER = `
import http.server, os, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/share': body = ','.join(os.listdir('/mount'))
        else: body = os.environ['GREETING'] + ' from ' + os.environ['CONTAINER_APP_REVISION']
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body.encode())
    def log_message(self, *args): pass
print('serving ' + os.environ['GREETING'], flush=True)
print('to stderr', file=sys.stderr, flush=True)
http.server.HTTPServer(('127.0.0.1', int(os.environ['GRADIO_SERVER_PORT'])), Handler).serve_forever()
`;

export function appOf(environmentId: string, greeting: string): ContainerApp {
  return {
    location: 'eastus',
    environmentId,
    configuration: {
      activeRevisionsMode: 'Single',
      secrets: [{ name: 'greeting', value: greeting }],
      ingress: { external: true, targetPort: 8000, transport: 'Auto' },
    },
    template: {
      containers: [
        {
          name: 'web',
          image: 'docker.io/library/python:3.11',
          command: ['/bin/bash', '-c', `exec python3 -c "$SERVER"`],
          env: [
            { name: 'SERVER', value: SERVER },
            { name: 'GREETING', secretRef: 'greeting' },
          ],
          probes: [{ type: 'Readiness', httpGet: { path: '/', port: 8000 }, periodSeconds: 1 }],
          volumeMounts: [{ volumeName: 'share', mountPath: '/mount' }],
        },
      ],
      scale: { minReplicas: 1, maxReplicas: 1 },
      volumes: [{ name: 'share', storageType: 'AzureFile', storageName: 'files' }],
    },
  };
}

export async function putApp(
  azure: TestEmulator,
  name: string,
  app: ContainerApp,
  group = GROUP,
): Promise<ContainerApp> {
  return azure.apps.containerApps.createOrUpdate(group, name, app, QUICK);
}

/** Waits until the app's latest revision takes its traffic. */
export async function ready(azure: TestEmulator, name: string, group = GROUP): Promise<ContainerApp> {
  return vi.waitFor(async () => {
    const app = await azure.apps.containerApps.get(group, name);
    expect(app.latestReadyRevisionName).toBe(app.latestRevisionName);
    return app;
  }, PATIENCE);
}

/** Repeats `check` until it passes, for as long as a process may take to start or end. */
export function eventually<T>(check: () => Promise<T>): Promise<T> {
  return vi.waitFor(check, PATIENCE);
}
