import 'server-only';
import { callAzure } from '@/lib/azure/call';
import { type AppAddress, containerAppsClient } from '@/lib/azure/container-apps';

/** How an app is wired up: where it is reached, where it runs, and what it mounts. */
export type AppSetup = {
  /** The host name of its ingress; none when it has no ingress. */
  host: string | undefined;
  environment: { resourceGroup: string; name: string } | undefined;
  /** The environment's storages that a container of the app mounts, by the environment's name for them. */
  mountedStorages: string[];
};

/** Reads how an app is wired up; AppError `ResourceNotFound` when it is not there. */
export async function getAppSetup(at: AppAddress, signal?: AbortSignal): Promise<AppSetup> {
  const app = await callAzure('read the container app', signal, (options) =>
    containerAppsClient(at).containerApps.get(at.resourceGroup, at.appName, options),
  );
  const mounted = new Set(
    (app.template?.containers ?? []).flatMap(({ volumeMounts = [] }) =>
      volumeMounts.map(({ volumeName }) => volumeName),
    ),
  );
  const volumes = (app.template?.volumes ?? []).filter(({ name }) => mounted.has(name));
  return {
    host: app.configuration?.ingress?.fqdn,
    environment: environmentOf(app.environmentId ?? app.managedEnvironmentId),
    mountedStorages: volumes.flatMap(({ storageName }) => storageName ?? []),
  };
}

/** The environment that an id names. */
export function environmentOf(id: string | undefined): AppSetup['environment'] {
  const [, resourceGroup, name] =
    /\/resourceGroups\/([^/]+)\/providers\/Microsoft\.App\/managedEnvironments\/([^/]+)$/i.exec(id ?? '') ??
    [];
  return resourceGroup && name ? { resourceGroup, name } : undefined;
}
