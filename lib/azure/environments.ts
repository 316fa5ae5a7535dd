import 'server-only';
import { type WorkloadProfile as ArmProfile, ContainerAppsAPIClient } from '@azure/arm-appcontainers';
import { environmentOf } from '@/lib/azure/app-setup';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { type AppAddress, containerAppsClient } from '@/lib/azure/container-apps';
import { isMissing } from '@/lib/azure/missing';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

/** Counts of nodes are there for profiles with nodes of their own only. */
type WorkloadProfile = { name: string; type: string; minimumCount?: number; maximumCount?: number };

/** A Container Apps environment, as far as it decides what can run in it. */
export type ManagedEnvironment = {
  name: string;
  location: string;
  state: string;
  /** Null for one of the older kind, that has no profiles and can be given none. */
  profiles: WorkloadProfile[] | null;
};

/** The environment; null when it is not there. */
export async function getEnvironment(
  at: { subscriptionId: string; resourceGroup: string; environmentName: string },
  signal?: AbortSignal,
): Promise<ManagedEnvironment | null> {
  try {
    const found = await callAzure('read the environment', signal, (options) =>
      new ContainerAppsAPIClient(
        credentialFor(at.subscriptionId),
        at.subscriptionId,
        armClientOptions(),
      ).managedEnvironments.get(at.resourceGroup, at.environmentName, options),
    );
    return {
      name: at.environmentName,
      location: found.location,
      state: found.provisioningState ?? 'Succeeded',
      profiles: found.workloadProfiles?.map(toProfile) ?? null,
    };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function toProfile({ name, workloadProfileType, minimumCount, maximumCount }: ArmProfile): WorkloadProfile {
  return {
    name,
    type: workloadProfileType,
    ...(minimumCount !== undefined && { minimumCount }),
    ...(maximumCount !== undefined && { maximumCount }),
  };
}

/** How many nodes of its own a profile has, and may have. */
export type NodeCount = { profileName: string; current: number; maximum: number };

/** The nodes of an environment's dedicated profiles. */
export async function listNodeCounts(
  at: { subscriptionId: string; resourceGroup: string; environmentName: string },
  signal?: AbortSignal,
): Promise<NodeCount[]> {
  const client = new ContainerAppsAPIClient(
    credentialFor(at.subscriptionId),
    at.subscriptionId,
    armClientOptions(),
  );
  const found = await listAzure('read the nodes of the environment', signal, (options) =>
    client.managedEnvironments.listWorkloadProfileStates(at.resourceGroup, at.environmentName, options),
  );
  return found.flatMap(({ name, properties }) =>
    name
      ? [
          {
            profileName: name,
            current: properties?.currentCount ?? 0,
            maximum: properties?.maximumCount ?? 0,
          },
        ]
      : [],
  );
}

/** The customer id of the workspace that the app's environment logs to. Throws `log_workspace_none` where there is none. */
export async function getLogWorkspace(at: AppAddress, signal?: AbortSignal): Promise<string> {
  const client = containerAppsClient(at);
  const logs = await callAzure('read the environment of the app', signal, async (options) => {
    const { managedEnvironmentId, environmentId } = await client.containerApps.get(
      at.resourceGroup,
      at.appName,
      options,
    );
    const id = environmentOf(environmentId ?? managedEnvironmentId);
    if (!id) return undefined;
    const environment = await client.managedEnvironments.get(id.resourceGroup, id.name, options);
    return environment.appLogsConfiguration;
  });
  const workspace = logs?.logAnalyticsConfiguration?.customerId;
  if (logs?.destination === 'log-analytics' && workspace) return workspace;
  throw new AppError('conflict', {
    code: 'log_workspace_none',
    message:
      'The environment of the app logs to no Log Analytics workspace: what replicas that are gone have written is lost.',
    action: 'To keep it, set the log destination of the environment to a Log Analytics workspace.',
    link: 'https://learn.microsoft.com/azure/container-apps/log-options',
  });
}
