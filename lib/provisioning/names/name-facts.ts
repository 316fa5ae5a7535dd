import 'server-only';
import type { ComputeProfile } from '@/lib/azure/compute-profiles';
import { getEnvironment, type ManagedEnvironment } from '@/lib/azure/environments';
import {
  type EnvironmentStorage,
  getAppEnvironment,
  listEnvironmentStorages,
  listFileShares,
} from '@/lib/azure/group-contents';
import { getResourceGroup } from '@/lib/azure/resource-groups';
import { listResources, type Resource } from '@/lib/azure/resources';
import type { NamingParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { type EffectiveNames, effectiveNames } from '@/lib/provisioning/names/effective-names';
import { topLevelTypes } from '@/lib/provisioning/names/name-parameters';
import { computeProfile } from '@/lib/provisioning/plan/profiles';
import { readTemplate, type Template } from '@/lib/provisioning/template';

/** What is there, read once for all names. */
export type NameFacts = {
  target: ProvisionTarget;
  location: string;
  template: Template;
  profile: ComputeProfile;
  names: EffectiveNames;
  resources: Resource[];
  shares: string[];
  environment: ManagedEnvironment | null;
  mounts: EnvironmentStorage[];
  app: Awaited<ReturnType<typeof getAppEnvironment>>;
};

/** What the names come down to and what is there under them. Throws the errors of Azure and of the project's files. */
export async function readNameFacts(
  project: Project,
  target: ProvisionTarget,
  parameters: NamingParameters,
  signal?: AbortSignal,
): Promise<NameFacts> {
  const { subscriptionId, resourceGroup } = target;
  const group = await getResourceGroup(subscriptionId, resourceGroup, signal);
  const [template, names, resources] = await Promise.all([
    readTemplate(project),
    effectiveNames(project, target, parameters, group.name, signal),
    listResources(subscriptionId, resourceGroup, signal),
  ]);
  const there = (name: keyof typeof topLevelTypes) => resourceOf({ resources, names }, name)?.name;
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
  const profile = computeProfile(parameters.gpuProfile);
  return {
    target,
    location,
    template,
    profile,
    names,
    resources,
    shares,
    environment,
    mounts,
    app: foundApp,
  };
}

/** The resource that is there under that name; undefined for a new one. */
export function resourceOf(
  { resources, names }: Pick<NameFacts, 'resources' | 'names'>,
  parameter: keyof typeof topLevelTypes,
): Resource | undefined {
  return resources.find(
    ({ type, name }) => same(type, topLevelTypes[parameter]) && same(name, names[parameter].name),
  );
}

/** Azure's names are the same in any case. */
export function same(a: string, b: string | null): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
