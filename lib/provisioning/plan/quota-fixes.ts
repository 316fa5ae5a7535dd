import 'server-only';
import { allProfiles, type ComputeProfile, usageOf } from '@/lib/azure/compute-profiles';
import { listLocations } from '@/lib/azure/locations';
import { plainLocation } from '@/lib/azure/providers';
import { listRegionUsages, type QuotaUsage } from '@/lib/azure/usages';
import { listProfileTypes } from '@/lib/azure/workload-profiles';
import { settleLimited } from '@/lib/core/settle-limited';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { anotherEnvironment, computeOn, moveTo } from '@/lib/provisioning/plan/fixes';
import type { CheckFix } from '@/lib/provisioning/plan/plan';
import { computeProfile } from '@/lib/provisioning/plan/profiles';

const REGIONS_AT_ONCE = 8;
const MAX_REGIONS = 3;
const MAX_ENVIRONMENTS = 3;

/** What stands against a profile: its quota has `room`, and `needed` is more. Usages are those of the environment and the region. */
export type Shortage = {
  profile: ComputeProfile;
  needed: number;
  room: number;
  location: string;
  region: readonly QuotaUsage[];
  own: readonly QuotaUsage[];
};

/** What has room instead, the least change first: fewer replicas, another profile here, another environment, another region. */
export async function fixesForProfile(
  facts: Facts,
  shortage: Shortage,
  signal: AbortSignal,
): Promise<CheckFix[]> {
  const { profile, needed, room, location, region, own } = shortage;
  const kept = Math.floor(room / profile.quota.perReplica);
  const fewer: CheckFix[] =
    kept > 0
      ? [
          {
            type: 'set-parameters',
            label: `Keep ${kept} ${kept > 1 ? 'replicas' : 'replica'} at least`,
            values: { minimumReplicas: kept },
          },
        ]
      : [];
  const quota = profile.quota.region ?? '';
  const ofRegion = region.find(({ name }) => name === quota);
  const environment = await facts.environment();
  // The environment's own quota is full, the region's is not: another environment has one of its own.
  const anew =
    environment && own.some(({ name }) => name === profile.quota.environment) && hasRoom(ofRegion, needed)
      ? [await anotherEnvironment(facts, environment.name)]
      : [];
  return [
    ...fewer,
    ...(await profilesWithRoom(facts, shortage, signal)),
    ...anew,
    ...(await regionsWithRoom(facts, { location, quota, needed }, signal)),
  ];
}

/** Where there is no room for a further environment: those that are there already, and regions with room for one. */
export async function fixesForEnvironments(
  facts: Facts,
  location: string,
  quota: string,
  signal: AbortSignal,
): Promise<CheckFix[]> {
  const here = (await facts.resources()).filter(
    (each) =>
      each.type.toLowerCase() === 'microsoft.app/managedenvironments' &&
      plainLocation(each.location) === location,
  );
  const existing = here.slice(0, MAX_ENVIRONMENTS).map(
    ({ name }): CheckFix => ({
      type: 'set-parameters',
      label: `Use the environment ${name}`,
      values: { acaEnvironmentName: name },
    }),
  );
  return [...existing, ...(await regionsWithRoom(facts, { location, quota, needed: 1 }, signal))];
}

async function profilesWithRoom(
  facts: Facts,
  { profile, location, region, own }: Shortage,
  signal: AbortSignal,
): Promise<CheckFix[]> {
  const offered = await listProfileTypes(facts.target.subscriptionId, location, signal);
  const environment = await facts.environment();
  return allProfiles.flatMap((each) => {
    if (each.name === profile.name || !offered.some(({ name }) => name === each.name)) return [];
    // Nodes of its own come with the making of an environment only.
    if (each.dedicated && environment && !environment.profiles?.some(({ type }) => type === each.name))
      return [];
    const usage = usageOf(each, own, region);
    if (usage && !hasRoom(usage, each.quota.perReplica)) return [];
    // Of cores there are so many that their count tells nothing.
    return [computeOn(each, each.quota.unit === 'GPUs' ? usage && usedOf(usage) : undefined)];
  });
}

async function regionsWithRoom(
  facts: Facts,
  { location, quota, needed }: { location: string; quota: string; needed: number },
  signal: AbortSignal,
): Promise<CheckFix[]> {
  const { subscriptionId } = facts.target;
  const profile = computeProfile(facts.parameters.gpuProfile);
  const regions = (await listLocations(subscriptionId, signal)).filter(
    ({ name, profileTypes }) => name !== location && profileTypes?.includes(profile.name),
  );
  const usages = await settleLimited(regions, REGIONS_AT_ONCE, ({ name }) =>
    listRegionUsages(subscriptionId, name, signal),
  );
  const roomy = regions.flatMap(({ name }, index) => {
    const found = usages[index];
    const usage = found?.status === 'fulfilled' ? found.value.find((each) => each.name === quota) : undefined;
    return usage && hasRoom(usage, needed) ? [{ name, usage }] : [];
  });
  return Promise.all(
    roomy.slice(0, MAX_REGIONS).map(({ name, usage }) => moveTo(facts, name, usedOf(usage))),
  );
}

function hasRoom(usage: QuotaUsage | undefined, needed: number): boolean {
  return usage !== undefined && usage.limit - usage.used >= needed;
}

const usedOf = ({ used, limit }: QuotaUsage) => `${used} of ${limit} used`;
