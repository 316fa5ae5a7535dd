import 'server-only';
import { getEnvironment, type ManagedEnvironment } from '@/lib/azure/environments';
import {
  type EnvironmentStorage,
  getAppEnvironment,
  listEnvironmentStorages,
  listFileShares,
} from '@/lib/azure/group-contents';
import { rememberTenant } from '@/lib/azure/known-tenants';
import { getResourceGroup } from '@/lib/azure/resource-groups';
import { listResources, type Resource } from '@/lib/azure/resources';
import { isAccountNameFree } from '@/lib/azure/storage-accounts';
import type { NamingParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { type EffectiveNames, effectiveNames } from '@/lib/provisioning/names/effective-names';
import {
  type NameFate,
  type NameFinding,
  type NameFindings,
  type NameParameter,
  topLevelTypes,
} from '@/lib/provisioning/names/name-parameters';

type Verdict = { fate: NameFate; reason: string };

/** What is there, read once for all names. */
type Facts = {
  target: ProvisionTarget;
  location: string;
  profile: string;
  names: EffectiveNames;
  resources: Resource[];
  shares: string[];
  environment: ManagedEnvironment | null;
  mounts: EnvironmentStorage[];
  app: Awaited<ReturnType<typeof getAppEnvironment>>;
};

const DEFAULT_PROFILE = 'NC24-A100';
/** States in which Azure takes an update. */
const SETTLED = /^(succeeded|canceled|updating|inprogress)$/i;

/**
 * What a provision would do with each name, and which names of its kind are there already. Throws the errors of Azure and of
 * the project's files.
 */
export async function nameFates(
  project: Project,
  target: ProvisionTarget,
  parameters: NamingParameters,
  signal?: AbortSignal,
): Promise<NameFindings> {
  if (target.tenantId) rememberTenant(target.subscriptionId, target.tenantId);
  const facts = await readFacts(project, target, parameters, signal);
  const { names, resources, shares, mounts } = facts;
  const ofType = (name: keyof typeof topLevelTypes) =>
    resources.filter(({ type }) => type.toLowerCase() === topLevelTypes[name]).map((each) => each.name);
  const finding = (parameter: NameParameter, verdict: Verdict, suggestions: string[]): NameFinding => ({
    ...names[parameter],
    ...(names[parameter].name === null ? unknown() : verdict),
    suggestions,
  });
  return {
    acaAppName: finding('acaAppName', judgeApp(facts), ofType('acaAppName')),
    acaEnvironmentName: finding('acaEnvironmentName', judgeEnvironment(facts), ofType('acaEnvironmentName')),
    storageAccountName: finding(
      'storageAccountName',
      await judgeAccount(facts, signal),
      ofType('storageAccountName'),
    ),
    fileShareName: finding('fileShareName', judgeShare(facts), shares),
    acaEnvironmentStorageName: finding(
      'acaEnvironmentStorageName',
      judgeMount(facts),
      mounts.map(({ name }) => name),
    ),
    acaLogAnalyticsName: finding(
      'acaLogAnalyticsName',
      atLocation(facts, 'acaLogAnalyticsName') ?? found(facts, 'acaLogAnalyticsName'),
      ofType('acaLogAnalyticsName'),
    ),
  };
}

async function readFacts(
  project: Project,
  target: ProvisionTarget,
  parameters: NamingParameters,
  signal?: AbortSignal,
): Promise<Facts> {
  const { subscriptionId, resourceGroup } = target;
  const group = await getResourceGroup(subscriptionId, resourceGroup, signal);
  const [names, resources] = await Promise.all([
    effectiveNames(project, target, parameters, group.name, signal),
    listResources(subscriptionId, resourceGroup, signal),
  ]);
  const there = (name: keyof typeof topLevelTypes) => find(resources, names, name)?.name;
  const account = there('storageAccountName');
  const environmentName = there('acaEnvironmentName');
  const app = there('acaAppName');
  const [shares, environment, mounts, foundApp] = await Promise.all([
    account ? listFileShares(target, account, signal) : [],
    environmentName ? getEnvironment({ subscriptionId, resourceGroup, environmentName }, signal) : null,
    environmentName ? listEnvironmentStorages(target, environmentName, signal) : [],
    app ? getAppEnvironment(target, app, signal) : null,
  ]);
  const location = parameters.location ?? group.location;
  const profile = parameters.gpuProfile ?? DEFAULT_PROFILE;
  return { target, location, profile, names, resources, shares, environment, mounts, app: foundApp };
}

function judgeApp(facts: Facts): Verdict {
  const { app, names } = facts;
  if (!app) return atLocation(facts, 'acaAppName') ?? found(facts, 'acaAppName');
  const environment = names.acaEnvironmentName.name;
  if (environment && app.environmentName && !same(app.environmentName, environment)) {
    return conflict(
      `The app runs in the environment ${app.environmentName}, and an app cannot be moved to another one.`,
    );
  }
  const elsewhere = atLocation(facts, 'acaAppName');
  if (elsewhere) return elsewhere;
  if (/deleting/i.test(app.state)) return conflict('The app is being deleted.');
  if (names.acaAppName.origin === 'given') {
    return { fate: 'update', reason: 'It is there: its container is replaced by that of this project.' };
  }
  return { fate: 'update', reason: 'It is there: it gets a new revision.' };
}

function judgeEnvironment(facts: Facts): Verdict {
  const { environment, profile } = facts;
  if (!environment) return found(facts, 'acaEnvironmentName');
  const elsewhere = atLocation(facts, 'acaEnvironmentName');
  if (elsewhere) return elsewhere;
  if (!SETTLED.test(environment.state)) {
    return conflict(`It is in the state ${environment.state}, in which Azure takes no update.`);
  }
  if (environment.profiles === null) {
    return profile === 'Consumption'
      ? { fate: 'reuse', reason: 'It is there, and has what is needed.' }
      : conflict('It is of the older kind that has no workload profiles, and so no GPU.');
  }
  if (environment.profiles.some(({ type }) => same(type, profile))) {
    return { fate: 'reuse', reason: 'It is there, and has the profile.' };
  }
  return { fate: 'update', reason: `It is there, and gets the profile ${profile}.` };
}

async function judgeAccount(facts: Facts, signal?: AbortSignal): Promise<Verdict> {
  const { names, resources, target } = facts;
  const { name } = names.storageAccountName;
  if (find(resources, names, 'storageAccountName')) {
    return (
      atLocation(facts, 'storageAccountName') ?? { fate: 'reuse', reason: 'It is there, with its files.' }
    );
  }
  if (!name || (await isAccountNameFree(target.subscriptionId, name, signal)).free) return created();
  return conflict('Somebody has an account of that name already; the name must be new in all of Azure.');
}

function judgeShare({ names, shares }: Facts): Verdict {
  const { name } = names.fileShareName;
  return shares.some((each) => same(each, name))
    ? { fate: 'reuse', reason: 'It is there, with its files.' }
    : { fate: 'create', reason: 'It is new, and will be empty.' };
}

function judgeMount({ names, mounts }: Facts): Verdict {
  const mount = mounts.find(({ name }) => same(name, names.acaEnvironmentStorageName.name));
  if (!mount) return created();
  const fits =
    same(mount.accountName, names.storageAccountName.name) && same(mount.shareName, names.fileShareName.name);
  return fits
    ? { fate: 'reuse', reason: 'It is there, and points to that share.' }
    : conflict(`It points to ${mount.accountName}/${mount.shareName}, and cannot be pointed elsewhere.`);
}

function found({ names, resources }: Facts, parameter: keyof typeof topLevelTypes): Verdict {
  return find(resources, names, parameter) ? { fate: 'reuse', reason: 'It is there.' } : created();
}

function atLocation(
  { names, resources, location }: Facts,
  parameter: keyof typeof topLevelTypes,
): Verdict | undefined {
  const there = find(resources, names, parameter);
  if (!there?.location || plain(there.location) === plain(location)) return undefined;
  return conflict(`It is there, but in ${there.location} and not in ${location}; Azure moves no resource.`);
}

function find(
  resources: Resource[],
  names: EffectiveNames,
  parameter: keyof typeof topLevelTypes,
): Resource | undefined {
  return resources.find(
    ({ type, name }) => same(type, topLevelTypes[parameter]) && same(name, names[parameter].name),
  );
}

function created(): Verdict {
  return { fate: 'create', reason: 'It is new.' };
}

function conflict(reason: string): Verdict {
  return { fate: 'conflict', reason };
}

function unknown(): Verdict {
  return { fate: 'unknown', reason: 'Only Azure can tell the name.' };
}

function same(a: string, b: string | null): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}

/** `East US` and `eastus` are one region. */
function plain(location: string): string {
  return location.replaceAll(' ', '').toLowerCase();
}
