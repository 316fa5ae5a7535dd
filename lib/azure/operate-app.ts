import 'server-only';
import type { ContainerApp } from '@azure/arm-appcontainers';
import { environmentOf } from '@/lib/azure/app-setup';
import { callAzure } from '@/lib/azure/call';
import { callLong } from '@/lib/azure/call-long';
import { type AppAddress, containerAppsClient } from '@/lib/azure/container-apps';

/** Starting and stopping wait for the platform, not for the model. */
const SWITCH_PACE = { timeoutMs: 10 * 60_000, pollIntervalMs: 1_000 };
/** Azure makes the new revision before it calls the change done. */
const UPDATE_PACE = { timeoutMs: 5 * 60_000, pollIntervalMs: 1_000 };
/** What Azure takes where a template says nothing; https://learn.microsoft.com/azure/container-apps/scale-app */
const DEFAULT_SCALE = { minReplicas: 0, maxReplicas: 10, coolDownSeconds: 300 };

export type AppScale = { minReplicas: number; maxReplicas: number };

/** An app as it is meant to run now. */
export type OperatedApp = {
  id: string;
  location: string;
  /** `InProgress` while Azure carries out a change. */
  provisioningState: string;
  stopped: boolean;
  revisionMode: 'single' | 'multiple';
  /** The newest one; none where provisioning did not get that far. */
  latestRevision: string | undefined;
  /** The newest that has been ready. */
  readyRevision: string | undefined;
  environment: { resourceGroup: string; name: string } | undefined;
  /** As the environment calls it. */
  profileName: string;
  image: string | undefined;
  scale: AppScale & { coolDownSeconds: number };
};

/** Reads the app. AppError `ResourceNotFound` when it is not there. */
export async function readOperatedApp(at: AppAddress, signal?: AbortSignal): Promise<OperatedApp> {
  const app = await callAzure('read the container app', signal, (options) =>
    containerAppsClient(at).containerApps.get(at.resourceGroup, at.appName, options),
  );
  const scale = app.template?.scale;
  return {
    id: app.id ?? '',
    location: app.location,
    provisioningState: app.provisioningState ?? 'Succeeded',
    stopped: app.runningStatus === 'Stopped',
    revisionMode: app.configuration?.activeRevisionsMode === 'Multiple' ? 'multiple' : 'single',
    latestRevision: app.latestRevisionName,
    readyRevision: app.latestReadyRevisionName,
    environment: environmentOf(app.environmentId ?? app.managedEnvironmentId),
    profileName: app.workloadProfileName ?? 'Consumption',
    image: app.template?.containers?.[0]?.image,
    scale: {
      minReplicas: scale?.minReplicas ?? DEFAULT_SCALE.minReplicas,
      maxReplicas: scale?.maxReplicas ?? DEFAULT_SCALE.maxReplicas,
      coolDownSeconds: scale?.cooldownPeriod ?? DEFAULT_SCALE.coolDownSeconds,
    },
  };
}

/** Starts an app that was stopped, and waits until the platform has done it. AppError with Azure's reason. */
export async function startContainerApp(at: AppAddress, signal?: AbortSignal): Promise<void> {
  const client = containerAppsClient(at);
  await callLong(client, 'start the container app', signal, SWITCH_PACE, async (options) => {
    await client.containerApps.start(at.resourceGroup, at.appName, options);
  });
}

/** Stops all that runs of an app, and waits until the platform has done it. AppError with Azure's reason. */
export async function stopContainerApp(at: AppAddress, signal?: AbortSignal): Promise<void> {
  const client = containerAppsClient(at);
  await callLong(client, 'stop the container app', signal, SWITCH_PACE, async (options) => {
    await client.containerApps.stop(at.resourceGroup, at.appName, options);
  });
}

/**
 * Makes a revision of the app that differs from the newest in its scale, or in nothing but its name. `suffix` ends that name;
 * Azure refuses one that is in use. AppError with Azure's reason.
 */
export async function makeRevision(
  at: AppAddress,
  { location, suffix, scale }: { location: string; suffix: string; scale?: AppScale },
  signal?: AbortSignal,
): Promise<void> {
  const patch: ContainerApp = { location, template: { revisionSuffix: suffix, ...(scale && { scale }) } };
  const client = containerAppsClient(at);
  await callLong(client, 'make a new revision of the app', signal, UPDATE_PACE, async (options) => {
    await client.containerApps.update(at.resourceGroup, at.appName, patch, options);
  });
}
