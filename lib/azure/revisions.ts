import 'server-only';
import { callAzure } from '@/lib/azure/call';
import { type AppAddress, containerAppsClient } from '@/lib/azure/container-apps';

export type Revision = {
  active: boolean;
  runningState: string;
  /** Why the platform could not bring it up, if it could not. */
  provisioningError: string | undefined;
};

export type Replica = {
  name: string;
  /** ISO 8601; undefined when Azure does not tell. */
  createdAt: string | undefined;
  runningState: string;
  /** Why it is in that state, in Azure's words. */
  details: string | undefined;
  containers: {
    name: string;
    ready: boolean;
    restartCount: number;
    runningState: string;
    details: string | undefined;
    /** Where its console output streams; guarded by `getLogToken`. */
    logStreamEndpoint: string | undefined;
  }[];
};

/** One revision as the platform sees it. */
export async function getRevision(
  at: AppAddress,
  revisionName: string,
  signal?: AbortSignal,
): Promise<Revision> {
  const found = await callAzure('read the revision of the app', signal, (options) =>
    containerAppsClient(at).containerAppsRevisions.getRevision(
      at.resourceGroup,
      at.appName,
      revisionName,
      options,
    ),
  );
  return {
    active: found.active ?? false,
    runningState: found.runningState ?? 'Unknown',
    provisioningError: found.provisioningError || undefined,
  };
}

/** Replaces a revision's replicas by new ones. Azure acknowledges at once; the new replicas come up after that. */
export async function restartRevision(
  at: AppAddress,
  revisionName: string,
  signal?: AbortSignal,
): Promise<void> {
  await callAzure('restart the revision of the app', signal, (options) =>
    containerAppsClient(at).containerAppsRevisions.restartRevision(
      at.resourceGroup,
      at.appName,
      revisionName,
      options,
    ),
  );
}

/** Makes an inactive revision run again. */
export async function activateRevision(
  at: AppAddress,
  revisionName: string,
  signal?: AbortSignal,
): Promise<void> {
  await callAzure('activate the revision of the app', signal, (options) =>
    containerAppsClient(at).containerAppsRevisions.activateRevision(
      at.resourceGroup,
      at.appName,
      revisionName,
      options,
    ),
  );
}

/** The replicas of a revision that exist now. */
export async function listReplicas(
  at: AppAddress,
  revisionName: string,
  signal?: AbortSignal,
): Promise<Replica[]> {
  const { value } = await callAzure('list the replicas of the app', signal, (options) =>
    containerAppsClient(at).containerAppsRevisionReplicas.listReplicas(
      at.resourceGroup,
      at.appName,
      revisionName,
      options,
    ),
  );
  return value.flatMap(({ name, createdTime, runningState = 'Unknown', containers = [], ...rest }) => {
    if (!name) return [];
    const details = rest.runningStateDetails || undefined;
    const read = containers.map((container) => ({
      name: container.name ?? '',
      ready: container.ready ?? false,
      restartCount: container.restartCount ?? 0,
      runningState: container.runningState ?? 'Unknown',
      details: container.runningStateDetails || undefined,
      logStreamEndpoint: container.logStreamEndpoint,
    }));
    return [{ name, createdAt: createdTime?.toISOString(), runningState, details, containers: read }];
  });
}
