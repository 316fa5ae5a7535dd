import 'server-only';
import { callAzure } from '@/lib/azure/call';
import { containerAppsClient } from '@/lib/azure/container-apps';
import { AppError } from '@/lib/core/errors';

/** Counts are there for profiles with nodes of their own only. */
export type WorkloadProfile = {
  name: string;
  workloadProfileType: string;
  minimumCount?: number;
  maximumCount?: number;
};

/** The workload profiles of an environment as Azure lists them; none when there is no such environment. */
export async function listWorkloadProfiles(
  at: { subscriptionId: string; resourceGroup: string; environmentName: string },
  signal?: AbortSignal,
): Promise<WorkloadProfile[]> {
  try {
    const { workloadProfiles } = await callAzure('read the environment', signal, (options) =>
      containerAppsClient({ ...at, appName: '' }).managedEnvironments.get(
        at.resourceGroup,
        at.environmentName,
        options,
      ),
    );
    return (workloadProfiles ?? []).map(({ name, workloadProfileType, minimumCount, maximumCount }) => ({
      name,
      workloadProfileType,
      ...(minimumCount === undefined ? {} : { minimumCount }),
      ...(maximumCount === undefined ? {} : { maximumCount }),
    }));
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found') return [];
    throw error;
  }
}
