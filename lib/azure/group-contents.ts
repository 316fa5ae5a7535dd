import 'server-only';
import { StorageManagementClient } from '@azure/arm-storage';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { containerAppsClient } from '@/lib/azure/container-apps';
import { isMissing } from '@/lib/azure/missing';
import { credentialFor } from '@/lib/azure/subscription-credential';

type At = { subscriptionId: string; resourceGroup: string };

/** A share that an environment knows by a name of its own. */
export type EnvironmentStorage = { name: string; accountName: string; shareName: string };

/** The names of an account's file shares, sorted; none when there is no such account. */
export async function listFileShares(at: At, accountName: string, signal?: AbortSignal): Promise<string[]> {
  const client = new StorageManagementClient(
    credentialFor(at.subscriptionId),
    at.subscriptionId,
    armClientOptions(),
  );
  const found = await noneIfMissing(
    listAzure('list the file shares', signal, (options) =>
      client.fileShares.list(at.resourceGroup, accountName, options),
    ),
  );
  return found.flatMap(({ name }) => name ?? []).sort();
}

/** The Azure Files shares that an environment knows, by name; none when there is no such environment. */
export async function listEnvironmentStorages(
  at: At,
  environmentName: string,
  signal?: AbortSignal,
): Promise<EnvironmentStorage[]> {
  const client = containerAppsClient({ ...at, appName: '' });
  const found = await noneIfMissing(
    listAzure('list the storages of the environment', signal, async function* (options) {
      const { value } = await client.managedEnvironmentsStorages.list(
        at.resourceGroup,
        environmentName,
        options,
      );
      yield* value ?? [];
    }),
  );
  return found
    .flatMap(({ name, properties }) => {
      const { accountName, shareName } = properties?.azureFile ?? {};
      return name && accountName && shareName ? [{ name, accountName, shareName }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** In which environment an app runs, by the environment's name; null when there is no such app. */
export async function getAppEnvironment(
  at: At,
  appName: string,
  signal?: AbortSignal,
): Promise<{ environmentName: string; state: string } | null> {
  const client = containerAppsClient({ ...at, appName });
  const [app] = await noneIfMissing(
    callAzure('read the container app', signal, async (options) => [
      await client.containerApps.get(at.resourceGroup, appName, options),
    ]),
  );
  if (!app) return null;
  const environmentId = app.environmentId ?? app.managedEnvironmentId;
  return {
    environmentName: environmentId?.split('/').at(-1) ?? '',
    state: app.provisioningState ?? 'Succeeded',
  };
}

/** The apps of a whole subscription with the environments that they run in; those that are being deleted left out. */
export async function listPlacedApps(
  subscriptionId: string,
  signal?: AbortSignal,
): Promise<{ id: string; name: string; environmentId: string }[]> {
  const client = containerAppsClient({ subscriptionId, resourceGroup: '', appName: '' });
  const found = await listAzure('list the container apps', signal, (options) =>
    client.containerApps.listBySubscription(options),
  );
  return found.flatMap(({ id, name, environmentId, managedEnvironmentId, provisioningState }) => {
    const environment = environmentId ?? managedEnvironmentId;
    const stays = provisioningState !== 'Deleting';
    return id && name && environment && stays ? [{ id, name, environmentId: environment }] : [];
  });
}

async function noneIfMissing<T>(listing: Promise<T[]>): Promise<T[]> {
  try {
    return await listing;
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
