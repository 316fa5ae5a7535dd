import 'server-only';
import { listLocations } from '@/lib/azure/locations';
import { listProfileTypes } from '@/lib/azure/workload-profiles';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed } from '@/lib/provisioning/plan/finding';
import { computeOn, moveTo } from '@/lib/provisioning/plan/fixes';
import type { CheckFix } from '@/lib/provisioning/plan/plan';
import { allProfiles, type ComputeProfile, computeProfile } from '@/lib/provisioning/plan/profiles';

const MAX_REGIONS = 3;
const MAX_NAME_LENGTH = 60;

/** Whether the app can compute where it is to: in this region, and in the environment where that is there already. */
export async function checkProfile(facts: Facts, signal: AbortSignal): Promise<Finding> {
  const profile = computeProfile(facts.parameters.gpuProfile);
  const { subscriptionId } = facts.target;
  const location = await facts.location();
  const here = (await listProfileTypes(subscriptionId, location, signal)).map(({ name }) => name);
  if (!here.includes(profile.name)) {
    return failed(
      `The region ${location} does not offer ${profile.name}.`,
      'Choose another region, or let the app compute on another profile.',
      [...(await regionsWith(facts, profile, signal)), ...profilesOf(here, profile)],
    );
  }
  const environment = await facts.environment();
  if (!environment) return passed(`${location} offers ${profile.name} to a new environment.`);
  const { name, profiles } = environment;
  if (!profiles && profile.name !== 'Consumption') {
    return failed(
      `The environment ${name} was made without workload profiles and cannot be given any.`,
      'Let Slipway make another environment.',
      [anotherEnvironment(name)],
    );
  }
  const has = profiles?.some(({ type }) => type === profile.name);
  if (profile.dedicated && !has) {
    return failed(
      `The environment ${name} lacks ${profile.name}, which can be added only when an environment is made.`,
      'Let Slipway make another environment, or let the app compute without nodes of its own.',
      [anotherEnvironment(name), ...profilesOf(here, profile)],
    );
  }
  return passed(
    has || profile.name === 'Consumption'
      ? `The environment ${name} has ${profile.name}.`
      : `${profile.name} will be added to the environment ${name}.`,
  );
}

/** The first few, by name: whoever wants another finds it in the form. */
async function regionsWith(facts: Facts, { name }: ComputeProfile, signal: AbortSignal): Promise<CheckFix[]> {
  const regions = await listLocations(facts.target.subscriptionId, signal);
  return regions
    .filter(({ profileTypes }) => profileTypes?.includes(name))
    .slice(0, MAX_REGIONS)
    .map((region) => moveTo(region.name));
}

function profilesOf(here: readonly string[], instead: ComputeProfile): CheckFix[] {
  return allProfiles
    .filter(({ name, dedicated }) => name !== instead.name && !dedicated && here.includes(name))
    .map(({ name }) => computeOn(name));
}

function anotherEnvironment(name: string): CheckFix {
  const another = `${name.slice(0, MAX_NAME_LENGTH - '-gpu'.length)}-gpu`;
  return {
    type: 'set-parameters',
    label: `Make the environment ${another}`,
    values: { acaEnvironmentName: another },
  };
}
