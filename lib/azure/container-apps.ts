import 'server-only';
import { type ContainerApp, ContainerAppsAPIClient } from '@azure/arm-appcontainers';
import { callAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { isMissing } from '@/lib/azure/missing';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

export type AppAddress = { subscriptionId: string; resourceGroup: string; appName: string };

export type InferenceApp = {
  id: string;
  stopped: boolean;
  /** The revision that runs, or will once its replicas are there. */
  revisionName: string;
  /** Where the platform tells what happens to the app; guarded by `getLogToken`. */
  eventStreamEndpoint: string | undefined;
};

/** The app that answers; AppError when it is missing or never got a revision. */
export async function getContainerApp(at: AppAddress, signal?: AbortSignal): Promise<InferenceApp> {
  const app = await callAzure('read the container app', signal, (options) =>
    containerAppsClient(at).containerApps.get(at.resourceGroup, at.appName, options),
  );
  return toInferenceApp(app, at);
}

/** Where the app computes, and how many replicas it keeps at least; null when there is no such app. */
export async function getAppCompute(
  at: AppAddress,
  signal?: AbortSignal,
): Promise<{ profileName: string; minimumReplicas: number } | null> {
  try {
    const app = await callAzure('read the container app', signal, (options) =>
      containerAppsClient(at).containerApps.get(at.resourceGroup, at.appName, options),
    );
    return {
      profileName: app.workloadProfileName ?? 'Consumption',
      minimumReplicas: app.template?.scale?.minReplicas ?? 0,
    };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A short-lived token for the log streams of one app. */
export async function getLogToken(at: AppAddress, signal?: AbortSignal): Promise<string> {
  const { token } = await callAzure('open the log streams of the app', signal, (options) =>
    containerAppsClient(at).containerApps.getAuthToken(at.resourceGroup, at.appName, options),
  );
  if (token) return token;
  throw new AppError('unavailable', {
    code: 'log_token_missing',
    message: 'Azure gave no token for the log streams of the app.',
    action: 'Try again in a few minutes.',
  });
}

/** The management client for the app's subscription. */
export function containerAppsClient({ subscriptionId }: AppAddress): ContainerAppsAPIClient {
  return new ContainerAppsAPIClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}

function toInferenceApp(app: ContainerApp, { appName }: AppAddress): InferenceApp {
  const revisionName = app.latestRevisionName;
  if (!app.id || !revisionName) {
    throw new AppError('conflict', {
      code: 'app_without_revision',
      message: `The container app ${appName} has no revision: its provisioning did not finish.`,
      action: 'Provision again, then deploy.',
    });
  }
  return {
    id: app.id,
    stopped: app.runningStatus === 'Stopped',
    revisionName,
    eventStreamEndpoint: app.eventStreamEndpoint,
  };
}
