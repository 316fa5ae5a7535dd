import type { Resource } from '../../state/models.ts';
import { sameText } from '../resource-id.ts';
import { environmentProperties, type WorkloadProfile } from './environment-schema.ts';

type WorkloadProfileType = {
  name: string;
  category: string;
  cores: number;
  memoryGiB: number;
  gpus: number;
  displayName: string;
};

const dedicated = (name: string, category: string, cores: number, memoryGiB: number, gpus = 0) => ({
  name,
  category,
  cores,
  memoryGiB,
  gpus,
  displayName: `Dedicated-${name}`,
});

const CONSUMPTION: WorkloadProfileType = {
  name: 'Consumption',
  category: 'Consumption',
  cores: 4,
  memoryGiB: 8,
  gpus: 0,
  displayName: 'Consumption',
};

/** https://learn.microsoft.com/azure/container-apps/workload-profiles-overview#profile-types */
export const WORKLOAD_PROFILE_TYPES: readonly WorkloadProfileType[] = [
  CONSUMPTION,
  dedicated('D4', 'GeneralPurpose', 4, 16),
  dedicated('D8', 'GeneralPurpose', 8, 32),
  dedicated('D16', 'GeneralPurpose', 16, 64),
  dedicated('D32', 'GeneralPurpose', 32, 128),
  dedicated('E4', 'MemoryOptimized', 4, 32),
  dedicated('E8', 'MemoryOptimized', 8, 64),
  dedicated('E16', 'MemoryOptimized', 16, 128),
  dedicated('E32', 'MemoryOptimized', 32, 256),
  {
    name: 'Consumption-GPU-NC24-A100',
    category: 'Consumption-GPU-A100',
    cores: 24,
    memoryGiB: 220,
    gpus: 1,
    displayName: 'Consumption-GPU-NC24-A100',
  },
  {
    name: 'Consumption-GPU-NC8as-T4',
    category: 'Consumption-GPU-T4',
    cores: 8,
    memoryGiB: 56,
    gpus: 1,
    displayName: 'Consumption-GPU-NC8as-T4',
  },
  dedicated('NC24-A100', 'GPU-NC-A100', 24, 220, 1),
  dedicated('NC48-A100', 'GPU-NC-A100', 48, 440, 2),
  dedicated('NC96-A100', 'GPU-NC-A100', 96, 880, 4),
];

/** The type of that name, with hyphens or underscores and in any case. */
export function findProfileType(name: string): WorkloadProfileType | undefined {
  return WORKLOAD_PROFILE_TYPES.find((type) => sameText(type.name, name.replaceAll('_', '-')));
}

/** The profiles of an environment; none when it is of the older kind that has no profiles. */
export function profilesOf(environment: Resource): WorkloadProfile[] {
  return environmentProperties.parse(environment.properties).workloadProfiles ?? [];
}

/** The type of a profile of an environment; the plain one for an app that names none. */
export function profileTypeOf(environment: Resource, profileName: string | undefined): WorkloadProfileType {
  const type = profilesOf(environment).find(({ name }) => name === profileName)?.workloadProfileType;
  return findProfileType(type ?? '') ?? CONSUMPTION;
}

/** Whether a profile of that name in the environment is one with GPUs. */
export function isOnGpu(environment: Resource, profileName: string | null | undefined): boolean {
  const type = profilesOf(environment).find(({ name }) => name === profileName)?.workloadProfileType;
  return WORKLOAD_PROFILE_TYPES.some(({ name, gpus }) => name === type && gpus > 0);
}
