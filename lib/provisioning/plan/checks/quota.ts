import 'server-only';
import { listLocations } from '@/lib/azure/locations';
import { listEnvironmentUsages, listRegionUsages, type QuotaUsage } from '@/lib/azure/usages';
import { settleLimited } from '@/lib/core/settle-limited';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, warning } from '@/lib/provisioning/plan/finding';
import { askForQuota, computeOn, moveTo } from '@/lib/provisioning/plan/fixes';
import type { CheckFix } from '@/lib/provisioning/plan/plan';
import { type ComputeProfile, computeProfile } from '@/lib/provisioning/plan/profiles';

const ENVIRONMENTS = 'ManagedEnvironmentCount';
const REGIONS_AT_ONCE = 8;
const MAX_REGIONS = 3;
const ASK = 'Choose a region with room, or ask Azure for more.';

/** Whether the quotas that the app will count against have room for it. */
export async function checkQuota(facts: Facts, signal: AbortSignal): Promise<Finding> {
  const { subscriptionId } = facts.target;
  const profile = computeProfile(facts.parameters.gpuProfile);
  const [location, environment] = await Promise.all([facts.location(), facts.environment()]);
  const region = await listRegionUsages(subscriptionId, location, signal);

  const environments = region.find(({ name }) => name === ENVIRONMENTS);
  if (!environment && environments && environments.used >= environments.limit) {
    return failed(`${told(environments)} in ${location}: there is no room for another environment.`, ASK, [
      ...(await existingEnvironments(facts)),
      ...(await regionsWithRoom(facts, location, (usages) => hasRoom(usages, ENVIRONMENTS, 1), signal)),
      askForQuota,
    ]);
  }
  const usage = await usageOf(facts, profile, region, signal);
  if (!usage) return notTold(profile, environment?.name);
  const needed = Math.max(1, facts.parameters.minimumReplicas ?? 1) * profile.quota.perReplica;
  // What the app uses already is counted in, and an update does not need it twice.
  const held = await alreadyHeld(facts, profile);
  const room = usage.limit - usage.used + held;
  const message = `${told(usage)} in ${usage.where}`;
  if (room >= needed) {
    return passed(`${message}; the app needs ${needed}${held > 0 ? ', which it has' : ''}.`);
  }
  const name = profile.quota.region ?? '';
  return failed(`${message}: there is no room for the ${needed} that the app needs.`, ASK, [
    ...(await regionsWithRoom(facts, location, (usages) => hasRoom(usages, name, needed), signal)),
    ...(profile.dedicated
      ? [computeOn('Consumption-GPU-NC24-A100'), computeOn('Consumption-GPU-NC8as-T4')]
      : []),
    askForQuota,
  ]);
}

type PlacedUsage = QuotaUsage & { where: string };

async function usageOf(
  facts: Facts,
  { quota }: ComputeProfile,
  region: readonly QuotaUsage[],
  signal: AbortSignal,
): Promise<PlacedUsage | undefined> {
  const environment = await facts.environment();
  if (environment && quota.environment) {
    const { subscriptionId, resourceGroup } = facts.target;
    const at = { subscriptionId, resourceGroup, environmentName: environment.name };
    const usage = (await listEnvironmentUsages(at, signal)).find(({ name }) => name === quota.environment);
    if (usage) return { ...usage, where: `the environment ${environment.name}` };
  }
  const usage = region.find(({ name }) => name === quota.region);
  return usage && { ...usage, where: await facts.location() };
}

/** Azure names a serverless quota only of environments that are there. */
function notTold({ name, quota }: ComputeProfile, environment: string | undefined): Finding {
  if (quota.unit === 'cores') return passed('A new environment has a quota of cores of its own.');
  const why = environment ? `of the environment ${environment}` : 'before the environment is there';
  return warning(
    `Azure does not tell the quota for ${name} ${why}.`,
    'If the provision is refused for want of quota, ask for more.',
    [askForQuota],
  );
}

async function alreadyHeld(facts: Facts, { name, quota }: ComputeProfile): Promise<number> {
  const app = await facts.app();
  return app?.profileType === name ? app.minimumReplicas * quota.perReplica : 0;
}

async function existingEnvironments({ resources }: Facts): Promise<CheckFix[]> {
  return (await resources())
    .filter(({ type }) => type.toLowerCase() === 'microsoft.app/managedenvironments')
    .slice(0, MAX_REGIONS)
    .map(({ name }) => ({
      type: 'set-parameters',
      label: `Use the environment ${name}`,
      values: { acaEnvironmentName: name },
    }));
}

async function regionsWithRoom(
  { target, parameters }: Facts,
  except: string,
  suits: (usages: readonly QuotaUsage[]) => boolean,
  signal: AbortSignal,
): Promise<CheckFix[]> {
  const profile = computeProfile(parameters.gpuProfile);
  const regions = (await listLocations(target.subscriptionId, signal)).filter(
    ({ name, profileTypes }) => name !== except && profileTypes?.includes(profile.name),
  );
  const usages = await settleLimited(regions, REGIONS_AT_ONCE, ({ name }) =>
    listRegionUsages(target.subscriptionId, name, signal),
  );
  return regions
    .filter((_, index) => {
      const usage = usages[index];
      return usage?.status === 'fulfilled' && suits(usage.value);
    })
    .slice(0, MAX_REGIONS)
    .map(({ name }) => moveTo(name));
}

function hasRoom(usages: readonly QuotaUsage[], quota: string, needed: number): boolean {
  const usage = usages.find(({ name }) => name === quota);
  return usage !== undefined && usage.limit - usage.used >= needed;
}

const told = ({ name, used, limit }: QuotaUsage) => `${used} of ${limit} are used of ${name}`;
