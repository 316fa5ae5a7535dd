import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { displayNameOf } from '../locations.ts';
import type { WorkloadProfile } from './environment-schema.ts';
import { GPU_QUOTAS } from './quotas.ts';
import { gpusIn, quotaPath } from './region-usages.ts';
import { findProfileType } from './workload-profiles.ts';

const BAD_REQUEST = 400;

/** Holds the nodes that an environment's dedicated GPU profiles have at least to the region's quota. Throws ArmError. */
export function checkGpuQuota(
  context: EmulatorContext,
  location: string,
  profiles: WorkloadProfile[],
  existing: Resource | undefined,
): void {
  for (const { category, name, label, limit } of GPU_QUOTAS) {
    if (category.startsWith('Consumption')) continue;
    const asked = profiles.filter(
      ({ workloadProfileType }) => findProfileType(workloadProfileType)?.category === category,
    );
    if (asked.length === 0) continue;
    const full = !existing && context.faults.strikes('quota', quotaPath(context, location, name));
    const least = asked.reduce(
      (sum, { workloadProfileType, minimumCount = 0 }) =>
        sum + (findProfileType(workloadProfileType)?.gpus ?? 0) * minimumCount,
      0,
    );
    const used = gpusIn(context, location, category, existing);
    if (!full && used + least <= limit) continue;
    throw new ArmError(
      BAD_REQUEST,
      'MaxRegionalQuotaExceeded',
      `The subscription '${context.account().subscription.id}' cannot have more than ${limit} ${label} in ${displayNameOf(location)}; ${full ? limit : used} are in use.`,
    );
  }
}
