import 'server-only';
import { listLocations } from '@/lib/azure/locations';
import { listProfileTypes } from '@/lib/azure/workload-profiles';
import { profileNames } from '@/lib/provisioning/deployment-parameters';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed } from '@/lib/provisioning/plan/finding';
import { anotherEnvironment, computeOn, moveTo } from '@/lib/provisioning/plan/fixes';
import type { CheckFix } from '@/lib/provisioning/plan/plan';
import { allProfiles, type ComputeProfile, computeProfile } from '@/lib/provisioning/plan/profiles';
import { declaredName } from '@/lib/provisioning/template-facts';

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
  const { name, profiles } = environment;
  const another = () => anotherEnvironment(facts, name);
  if (!profiles && profile.name !== 'Consumption') {
    return failed(
      `The environment ${name} was made without workload profiles and cannot be given any.`,
      'Let Slipway make another environment.',
      [await another()],
    );
  }
  const called = await nameInTemplate(facts, profile);
  const named = profiles?.find((each) => each.name.toLowerCase() === called?.toLowerCase());
  if (named && named.type !== profile.name) {
    return failed(
      `In the environment ${name} the profile ${named.name} is of the type ${named.type}, which cannot be changed to ${profile.name}.`,
      'Let Slipway make another environment, or let the app compute on another profile.',
      [await another(), ...profilesOf(here, profile)],
    );
  }
  const ofType = profiles?.find(({ type }) => type === profile.name);
  const has = called === undefined ? ofType : named;
  if (profile.dedicated && !has) {
    const lacks = ofType
      ? `has ${profile.name} under the name ${ofType.name}, while the template looks for ${called}`
      : `lacks ${profile.name}`;
    return failed(
      `The environment ${name} ${lacks}, which can be added only when an environment is made.`,
      'Let Slipway make another environment, or let the app compute without nodes of its own.',
      [await another(), ...profilesOf(here, profile)],
    );
  }
  return passed(
    has || profile.name === 'Consumption'
      ? `The environment ${name} has ${profile.name}.`
      : `${profile.name} will be added to the environment ${name}.`,
  );
}

/** Undefined for a template of somebody's own, which may call its profiles as it likes. */
async function nameInTemplate({ template }: Facts, { name }: ComputeProfile): Promise<string | undefined> {
  return declaredName(await template(), 'gpuProfile') ? profileNames[name] : undefined;
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
