import 'server-only';
import { plainLocation } from '@/lib/azure/providers';
import { listTags, type Resource } from '@/lib/azure/resources';
import { defaultNames } from '@/lib/provisioning/names/default-names';
import { nameFates } from '@/lib/provisioning/names/name-fates';
import { type NameFindings, nameParameters, topLevelTypes } from '@/lib/provisioning/names/name-parameters';
import { isOwn } from '@/lib/provisioning/own-tags';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, warning } from '@/lib/provisioning/plan/finding';
import { anotherEnvironment } from '@/lib/provisioning/plan/fixes';
import { freshName } from '@/lib/provisioning/plan/fresh-names';
import type { CheckFix } from '@/lib/provisioning/plan/plan';
import { fits, profileFit } from '@/lib/provisioning/plan/profile-fit';
import { computeProfile } from '@/lib/provisioning/plan/profiles';

type TopLevel = keyof typeof topLevelTypes;
type Planned = {
  parameter: TopLevel;
  name: string;
  there: Resource | undefined;
};

/** States in which Azure lets go of a resource, or never got it made. */
const UNUSABLE = /^(deleting|deleted|failed)$/i;
/** An app or a workspace that failed is mended by the update. */
const MENDABLE: readonly TopLevel[] = ['acaAppName', 'acaLogAnalyticsName'];

/** What of the names is there already and will be used again, and whether that can be. */
export async function checkNames(facts: Facts, signal: AbortSignal): Promise<Finding> {
  const [names, resources, location] = await Promise.all([
    facts.names(),
    facts.resources(),
    facts.location(),
  ]);
  const planned = topLevel.flatMap((parameter): Planned[] => {
    const name = names[parameter];
    if (!name) return [];
    const there = resources.find(
      (each) =>
        each.type.toLowerCase() === topLevelTypes[parameter] &&
        each.name.toLowerCase() === name.toLowerCase(),
    );
    return [{ parameter, name, there }];
  });
  // Without a name there is nothing to say but what stands against the template.
  if (planned.length === 0) await facts.validated();
  return (
    elsewhere(planned, location) ??
    (await unusable(facts, planned)) ??
    (await conflicting(facts, await nameFates(facts.project, facts.target, facts.parameters, signal))) ??
    (await owned(facts, planned, signal)) ??
    passed(`${sentences(planned).join('; ')}.`)
  );
}

const topLevel = nameParameters.filter((parameter): parameter is TopLevel =>
  Object.hasOwn(topLevelTypes, parameter),
);

function elsewhere(planned: readonly Planned[], location: string): Finding | undefined {
  const found = planned.filter(({ there }) => there && plainLocation(there.location) !== location);
  const region = found[0]?.there && plainLocation(found[0].there.location);
  if (!region) return undefined;
  const all = found.map(({ name, there }) => `${name} is in ${there?.location}`).join(', ');
  return failed(
    `${all}, and Azure moves no resource to ${location}.`,
    'Choose the region of what is there already, or enter another name.',
    [{ type: 'set-parameters', label: `Use ${region}`, values: { location: region } }],
  );
}

async function unusable(facts: Facts, planned: readonly Planned[]): Promise<Finding | undefined> {
  const broken = planned.filter(
    ({ parameter, there }) =>
      there && UNUSABLE.test(there.state) && !(MENDABLE.includes(parameter) && /failed/i.test(there.state)),
  );
  if (broken.length === 0) return undefined;
  return failed(
    `${broken.map(({ name, there }) => `${name} is in the state ${there?.state}`).join(', ')}, in which Azure takes no update.`,
    'Wait until it is gone or mended, or enter another name.',
    await Promise.all(broken.map(({ parameter, name }) => nameAnew(facts, parameter, name))),
  );
}

/** What the form says of single names; of the account's name and of the environment's profiles other checks tell. */
async function conflicting(facts: Facts, fates: NameFindings): Promise<Finding | undefined> {
  const environment = await facts.environment();
  const profile = computeProfile(facts.parameters.gpuProfile);
  const misfit = environment !== null && !fits(profileFit(environment, await facts.template(), profile));
  const found = nameParameters.filter(
    (parameter) =>
      fates[parameter].fate === 'conflict' &&
      parameter !== 'storageAccountName' &&
      !(parameter === 'acaEnvironmentName' && misfit),
  );
  if (found.length === 0) return undefined;
  const fixes = found.map(async (parameter): Promise<CheckFix[]> => {
    const { name } = fates[parameter];
    if (!name) return [];
    if (parameter === 'fileShareName') return [];
    if (parameter !== 'acaEnvironmentStorageName') return [await nameAnew(facts, parameter, name)];
    return [{ type: 'set-parameters', label: `Use ${name}2`, values: { [parameter]: `${name}2` } }];
  });
  return failed(
    found.map((parameter) => `${fates[parameter].name}: ${fates[parameter].reason}`).join(' '),
    'Enter another name, or choose what is there to fit.',
    (await Promise.all(fixes)).flat(),
  );
}

/** What belongs to somebody else: an app that would be replaced, and what another resource manages. */
async function owned(
  facts: Facts,
  planned: readonly Planned[],
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const app = planned.find(({ parameter }) => parameter === 'acaAppName');
  if (app?.there && !(await isOwnApp(facts, app.there, signal))) {
    return warning(
      `The app ${app.name} is there, and not from a provision of this project: its container and scaling are replaced.`,
      'Go on if it is yours, or enter another name.',
      [await nameAnew(facts, 'acaAppName', app.name)],
    );
  }
  const managed = planned.find(({ there }) => there?.managedBy);
  if (!managed) return undefined;
  return warning(
    `${managed.name} is managed by ${managed.there?.managedBy}, which may undo what a provision changes.`,
    'Go on if that is meant, or enter another name.',
    [await nameAnew(facts, managed.parameter, managed.name)],
  );
}

/** Made by a provision of this project, as the app's tags or the project's own records tell. */
async function isOwnApp(
  { project, target }: Facts,
  { type, name }: Resource,
  signal: AbortSignal,
): Promise<boolean> {
  const tags = (await listTags(target, signal)).get(`${type}/${name}`.toLowerCase()) ?? {};
  const own = (await defaultNames(project, target, signal)).acaAppName?.name;
  return isOwn(tags, project) || own?.toLowerCase() === name.toLowerCase();
}

async function nameAnew(facts: Facts, parameter: TopLevel, name: string): Promise<CheckFix> {
  // An app stays in its environment, and so may need another name too.
  if (parameter === 'acaEnvironmentName') return anotherEnvironment(facts, name);
  const fresh = await freshName(facts, parameter, name, 'new');
  return { type: 'set-parameters', label: `Use ${fresh}`, values: { [parameter]: fresh } };
}

function sentences(planned: readonly Planned[]): string[] {
  const used = planned.filter(({ there }) => there).map(({ name }) => name);
  const made = planned.filter(({ there }) => !there).map(({ name }) => name);
  return [
    used.length > 0 ? `${used.join(', ')} ${used.length > 1 ? 'are' : 'is'} there and used again` : '',
    made.length > 0 ? `${made.join(', ')} ${made.length > 1 ? 'are' : 'is'} new` : '',
  ].filter(Boolean);
}
