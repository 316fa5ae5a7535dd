import 'server-only';
import { type ComputeProfile, computeProfiles } from '@/lib/azure/compute-profiles';
import type { gpuProfiles } from '@/lib/config/parameters-schema';

type ProfileName = (typeof gpuProfiles)[number];

/** What the template takes when it is not told otherwise. */
const DEFAULT_PROFILE: ProfileName = 'NC24-A100';

/** The profile that the parameters ask for. */
export function computeProfile(gpuProfile: ProfileName | null): ComputeProfile {
  return computeProfiles[gpuProfile ?? DEFAULT_PROFILE];
}
