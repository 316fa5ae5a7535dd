import 'server-only';
import type { QuotaUsage } from '@/lib/azure/usages';
import type { gpuProfiles } from '@/lib/config/parameters-schema';

type ProfileName = (typeof gpuProfiles)[number];

export type ComputeProfile = {
  name: ProfileName;
  /** In words, as after "use". */
  title: string;
  /** Nodes of its own, in an environment that was made with the profile. */
  dedicated: boolean;
  /** The quotas that its replicas count against, of the region and of the environment; https://learn.microsoft.com/azure/container-apps/quotas */
  quota: { region?: string; environment?: string; unit: string; perReplica: number };
};

/** Those that the template knows, by their name in Azure. */
export const computeProfiles: Readonly<Record<ProfileName, ComputeProfile>> = {
  'NC24-A100': {
    name: 'NC24-A100',
    title: 'a dedicated A100',
    dedicated: true,
    quota: { region: 'SubscriptionNCA100Gpus', unit: 'GPUs', perReplica: 1 },
  },
  'Consumption-GPU-NC24-A100': {
    name: 'Consumption-GPU-NC24-A100',
    title: 'a serverless A100',
    dedicated: false,
    quota: {
      region: 'SubscriptionConsumptionNCA100Gpus',
      environment: 'ManagedEnvironmentConsumptionNCA100Gpus',
      unit: 'GPUs',
      perReplica: 1,
    },
  },
  'Consumption-GPU-NC8as-T4': {
    name: 'Consumption-GPU-NC8as-T4',
    title: 'a serverless T4',
    dedicated: false,
    quota: {
      region: 'SubscriptionConsumptionT4Gpus',
      environment: 'ManagedEnvironmentConsumptionT4Gpus',
      unit: 'GPUs',
      perReplica: 1,
    },
  },
  Consumption: {
    name: 'Consumption',
    title: 'no GPU',
    dedicated: false,
    quota: { environment: 'ManagedEnvironmentConsumptionCores', unit: 'cores', perReplica: 4 },
  },
};

export const allProfiles: readonly ComputeProfile[] = Object.values(computeProfiles);

/** The quota that counts, of those of an environment and of its region; undefined where Azure tells of none. */
export function usageOf(
  { quota }: ComputeProfile,
  ofEnvironment: readonly QuotaUsage[],
  ofRegion: readonly QuotaUsage[],
): QuotaUsage | undefined {
  return (
    ofEnvironment.find(({ name }) => name === quota.environment) ??
    ofRegion.find(({ name }) => name === quota.region)
  );
}
