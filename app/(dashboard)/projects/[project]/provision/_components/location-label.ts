import type { Location } from '@/lib/azure/locations';

/** The template's default, where no profile is chosen. */
const DEFAULT_PROFILE = 'NC24-A100';
const GPU_PROFILES = ['NC24-A100', 'Consumption-GPU-NC24-A100', 'Consumption-GPU-NC8as-T4'];

/** The GPU profiles that a region has instead of the wanted one; undefined where it has that, or nobody knows. */
export function othersThan(profile: string | null, { profileTypes }: Location): string[] | undefined {
  if (!profileTypes || profileTypes.includes(profile ?? DEFAULT_PROFILE)) return undefined;
  return GPU_PROFILES.filter((each) => profileTypes.includes(each));
}
