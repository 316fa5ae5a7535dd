import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource } from '../../state/models.ts';
import { nodesOf, usage } from './capacity.ts';
import { environmentsIn } from './environments.ts';
import { GPU_QUOTAS, MAX_ENVIRONMENTS_IN_REGION } from './quotas.ts';
import { regionHas } from './region-profiles.ts';
import { findProfileType, profilesOf } from './workload-profiles.ts';

/** The quota of environments in a region, as usages name it. */
export const ENVIRONMENT_COUNT = 'ManagedEnvironmentCount';

/**
 * What of a region's quota is in use. One that the failure `quota` is armed for reads as full; GPUs that the region lacks
 * have the limit 0.
 */
export function renderRegionUsages(context: EmulatorContext, location: string): JsonObject[] {
  const count = (name: string, label: string, current: number, limit: number) => {
    const full = context.faults.holds('quota', quotaPath(context, location, name));
    return usage(name, label, full ? limit : current, limit);
  };
  const environments = environmentsIn(context, location).length;
  return [
    count(ENVIRONMENT_COUNT, 'Managed Environment Count', environments, MAX_ENVIRONMENTS_IN_REGION),
    ...GPU_QUOTAS.map(({ category, name, label, limit }) =>
      count(name, label, gpusIn(context, location, category), regionHas(location, category) ? limit : 0),
    ),
  ];
}

/** What the failures on demand know a quota of a region by: an address that tells subscription, region and name. */
export function quotaPath(context: EmulatorContext, location: string, name: string): string {
  return `${regionPath(context, location)}usages/${name}`;
}

/** What the failures on demand know a region by. */
export function regionPath(context: EmulatorContext, location: string): string {
  return `/subscriptions/${context.account().subscription.id}/providers/Microsoft.App/locations/${location}/`;
}

/** The GPUs of profiles of a category that are in use in a region, those of one environment left out if asked. */
export function gpusIn(
  context: EmulatorContext,
  location: string,
  category: string,
  except?: Resource,
): number {
  const environments = environmentsIn(context, location).filter(({ id }) => id !== except?.id);
  const counts = environments.flatMap((environment) =>
    profilesOf(environment).map(({ name, workloadProfileType, minimumCount }) => {
      const type = findProfileType(workloadProfileType);
      if (type?.category !== category) return 0;
      return type.gpus * nodesOf(context, environment, name, minimumCount ?? 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
