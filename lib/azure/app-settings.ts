import 'server-only';
import type { ContainerApp } from '@azure/arm-appcontainers';
import { callAzure } from '@/lib/azure/call';
import { callLong } from '@/lib/azure/call-long';
import { type AppAddress, containerAppsClient } from '@/lib/azure/container-apps';
import { isMissing } from '@/lib/azure/missing';

/** Azure makes the new revision before it calls the change done. */
const UPDATE_PACE = { timeoutMs: 5 * 60_000, pollIntervalMs: 1_000 };

/** An environment variable of the app's container: a plain value, or the name of the secret that it reads. */
export type AppVariable = { name: string; value?: string; secretRef?: string };

/** A secret with its value, or where a key vault keeps it. It stays on the server. */
export type AppSecret = { name: string; value?: string; keyVaultUrl?: string; identity?: string };

export type AppSettings = { variables: AppVariable[]; secretNames: string[] };

/** What the app's container is told; null when there is no such app. */
export async function readAppSettings(at: AppAddress, signal?: AbortSignal): Promise<AppSettings | null> {
  try {
    return settingsOf(await getApp(at, signal));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The app's secrets with their values, for the server alone. */
export async function listAppSecrets(at: AppAddress, signal?: AbortSignal): Promise<AppSecret[]> {
  const { value } = await callAzure('read the secrets of the app', signal, (options) =>
    containerAppsClient(at).containerApps.listSecrets(at.resourceGroup, at.appName, options),
  );
  return (value ?? []).flatMap(({ name, ...rest }) => {
    const { value: text, keyVaultUrl, identity } = rest;
    if (!name) return [];
    return [
      {
        name,
        ...(text ? { value: text } : {}),
        ...(keyVaultUrl ? { keyVaultUrl } : {}),
        ...(identity ? { identity } : {}),
      },
    ];
  });
}

/**
 * Changes variables, secrets or both in one request and waits until Azure has done it. `edit` sees what is there now, so
 * that changes made elsewhere stay; whatever it leaves out of its answer is not touched. AppError with Azure's reason.
 */
export async function updateAppSettings(
  at: AppAddress,
  edit: (now: AppSettings & { secrets: AppSecret[] }) => { variables?: AppVariable[]; secrets?: AppSecret[] },
  signal?: AbortSignal,
): Promise<void> {
  const [app, secrets] = await Promise.all([getApp(at, signal), listAppSecrets(at, signal)]);
  const changed = edit({ ...settingsOf(app), secrets });
  const [first, ...others] = app.template?.containers ?? [];
  const patch: ContainerApp = {
    location: app.location,
    ...(changed.secrets && { configuration: { secrets: changed.secrets } }),
    ...(changed.variables &&
      first && {
        // Without the suffix that the newest revision may have: Azure refuses a second one of that name.
        template: { revisionSuffix: '', containers: [{ ...first, env: changed.variables }, ...others] },
      }),
  };
  const client = containerAppsClient(at);
  await callLong(client, 'change the settings of the app', signal, UPDATE_PACE, async (options) => {
    await client.containerApps.update(at.resourceGroup, at.appName, patch, options);
  });
}

function getApp(at: AppAddress, signal?: AbortSignal): Promise<ContainerApp> {
  return callAzure('read the settings of the app', signal, (options) =>
    containerAppsClient(at).containerApps.get(at.resourceGroup, at.appName, options),
  );
}

function settingsOf(app: ContainerApp): AppSettings {
  const variables = (app.template?.containers?.[0]?.env ?? []).flatMap(({ name, value, secretRef }) => {
    if (!name) return [];
    return [{ name, ...(secretRef ? { secretRef } : { value: value ?? '' }) }];
  });
  return { variables, secretNames: (app.configuration?.secrets ?? []).flatMap(({ name }) => name ?? []) };
}
