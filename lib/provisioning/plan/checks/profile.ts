import 'server-only';
import { allProfiles, type ComputeProfile } from '@/lib/azure/compute-profiles';
import { listLocations } from '@/lib/azure/locations';
import { listProfileTypes } from '@/lib/azure/workload-profiles';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed } from '@/lib/provisioning/plan/finding';
import { anotherEnvironment, computeOn, moveTo } from '@/lib/provisioning/plan/fixes';
import type { CheckFix } from '@/lib/provisioning/plan/plan';
import { profileFit } from '@/lib/provisioning/plan/profile-fit';
import { computeProfile } from '@/lib/provisioning/plan/profiles';

const MAX_REGIONS = 3;

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
  const { name } = environment;
  const found = profileFit(environment, await facts.template(), profile);
  const others = profilesOf(here, profile);
  switch (found.fit) {
    case 'has':
      return passed(`The environment ${name} has ${profile.name}.`);
    case 'adds':
      return passed(`${profile.name} will be added to the environment ${name}.`);
    case 'no-profiles':
      return failed(
        `The environment ${name} was made without workload profiles and cannot be given any.`,
        'Let Slipway make another environment.',
        [await anotherEnvironment(facts, name)],
      );
    case 'other-type':
      return failed(
        `In the environment ${name} the profile ${found.name} is of the type ${found.type}, which cannot be changed to ${profile.name}.`,
        'Let Slipway make another environment, or let the app compute on another profile.',
        [await anotherEnvironment(facts, name), ...others],
      );
    case 'no-nodes': {
      const { under } = found;
      const lacks = under
        ? `has ${profile.name} under the name ${under.name}, while the template looks for ${under.called}`
        : `lacks ${profile.name}`;
      return failed(
        `The environment ${name} ${lacks}, which can be added only when an environment is made.`,
        'Let Slipway make another environment, or let the app compute without nodes of its own.',
        [await anotherEnvironment(facts, name), ...others],
      );
    }
  }
}

/** The first few, by name: whoever wants another finds it in the form. */
async function regionsWith(facts: Facts, { name }: ComputeProfile, signal: AbortSignal): Promise<CheckFix[]> {
  const regions = await listLocations(facts.target.subscriptionId, signal);
  const offering = regions.filter(({ profileTypes }) => profileTypes?.includes(name)).slice(0, MAX_REGIONS);
  return Promise.all(offering.map((region) => moveTo(facts, region.name)));
}

function profilesOf(here: readonly string[], instead: ComputeProfile): CheckFix[] {
  return allProfiles
    .filter(({ name, dedicated }) => name !== instead.name && !dedicated && here.includes(name))
    .map((profile) => computeOn(profile));
}
