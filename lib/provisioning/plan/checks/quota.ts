import 'server-only';
import { type ComputeProfile, usageOf } from '@/lib/azure/compute-profiles';
import { listEnvironmentUsages, listRegionUsages, type QuotaUsage } from '@/lib/azure/usages';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, warning } from '@/lib/provisioning/plan/finding';
import { askForQuota } from '@/lib/provisioning/plan/fixes';
import { computeProfile } from '@/lib/provisioning/plan/profiles';
import { fixesForEnvironments, fixesForProfile } from '@/lib/provisioning/plan/quota-fixes';

const ENVIRONMENTS = 'ManagedEnvironmentCount';
const ASK = 'Choose something that has room, or ask Azure for more.';

/** Whether the quotas that the app will count against have room for it. */
export async function checkQuota(facts: Facts, signal: AbortSignal): Promise<Finding> {
  const { subscriptionId, resourceGroup } = facts.target;
  const profile = computeProfile(facts.parameters.gpuProfile);
  const [location, environment] = await Promise.all([facts.location(), facts.environment()]);
  const region = await listRegionUsages(subscriptionId, location, signal);

  const environments = region.find(({ name }) => name === ENVIRONMENTS);
  if (!environment && environments && environments.used >= environments.limit) {
    const fixes = await fixesForEnvironments(facts, location, ENVIRONMENTS, signal);
    const message = `${told(environments)} in ${location}: there is no room for another environment.`;
    return failed(message, ASK, [...fixes, askForQuota]);
  }
  const at = environment && { subscriptionId, resourceGroup, environmentName: environment.name };
  const own = at ? await listEnvironmentUsages(at, signal) : [];
  const usage = usageOf(profile, own, region);
  if (!usage) return notTold(profile, environment?.name);
  const needed = Math.max(1, facts.parameters.minimumReplicas ?? 1) * profile.quota.perReplica;
  // What the app uses already is counted in, and an update does not need it twice.
  const held = await alreadyHeld(facts, profile);
  const room = usage.limit - usage.used + held;
  const where = own.includes(usage) ? `the environment ${environment?.name}` : location;
  const message = `${told(usage)} in ${where}`;
  if (room >= needed) {
    return passed(`${message}; the app needs ${needed}${held > 0 ? ', which it has' : ''}.`);
  }
  const fixes = await fixesForProfile(facts, { profile, needed, room, location, region, own }, signal);
  return failed(`${message}: there is no room for the ${needed} that the app needs.`, ASK, [
    ...fixes,
    askForQuota,
  ]);
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

const told = ({ name, used, limit }: QuotaUsage) => `${used} of ${limit} are used of ${name}`;
