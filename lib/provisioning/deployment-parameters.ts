import 'server-only';
import { getEnvironment } from '@/lib/azure/environments';
import { getResourceGroup } from '@/lib/azure/resource-groups';
import { listTags } from '@/lib/azure/resources';
import { isReference } from '@/lib/config/key-vault-reference';
import { gpuProfiles, type ProvisionParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { keptAppSettings } from '@/lib/provisioning/kept-app-settings';
import { defaultNames } from '@/lib/provisioning/names/default-names';
import { type NameParameter, nameParameters, topLevelTypes } from '@/lib/provisioning/names/name-parameters';
import { ownTags } from '@/lib/provisioning/own-tags';
import { readTemplate, type Template, withoutNulls } from '@/lib/provisioning/template';
import { declaredName, isSecure, templateDefaultName } from '@/lib/provisioning/template-facts';

/** The names that the template gives the profiles of its own. */
export const profileNames: Readonly<Record<(typeof gpuProfiles)[number], string>> = {
  'NC24-A100': 'GPU',
  'Consumption-GPU-NC24-A100': 'GPU-A100',
  'Consumption-GPU-NC8as-T4': 'GPU-T4',
  Consumption: 'Consumption',
};

/** The names under which the template takes tags. */
const TAGGED = {
  storageAccount: 'storageAccountName',
  logAnalytics: 'acaLogAnalyticsName',
  environment: 'acaEnvironmentName',
  app: 'acaAppName',
} as const satisfies Record<string, keyof typeof topLevelTypes>;

/**
 * Exactly what ARM is given: nulls left out, default names put in, and everything filled in that a resource has already
 * and would lose: profiles, tags, variables, secrets, the endpoint's key. It holds secrets, so it is for ARM alone.
 * `runId` goes into the tags of what is new; a plan has none yet. Throws `parameter_not_declared`,
 * `parameter_not_secure` and the errors of Azure and of the project's files.
 */
export async function deploymentParameters(
  project: Project,
  target: ProvisionTarget,
  parameters: ProvisionParameters,
  signal?: AbortSignal,
  runId?: string,
): Promise<Record<string, unknown>> {
  const template = await readTemplate(project);
  const given = withoutNulls(parameters);
  const undeclared = Object.keys(given).find((name) => declaredName(template, name) === undefined);
  if (undeclared !== undefined) throw notDeclared(undeclared);
  const open = Object.keys(given).find((name) => isReference(given[name]) && !isSecure(template, name));
  if (open !== undefined) throw notSecure(open);

  const { name: groupName } = await getResourceGroup(target.subscriptionId, target.resourceGroup, signal);
  const at = { subscriptionId: target.subscriptionId, resourceGroup: groupName };
  const names = await defaultNames(project, target, signal);
  const groupId = `/subscriptions/${at.subscriptionId}/resourceGroups/${groupName}`;
  const nameOf = (parameter: NameParameter) =>
    parameters[parameter] ?? names[parameter]?.name ?? templateDefaultName(template, parameter, groupId);

  const [otherWorkloadProfiles, resourceTags, appSettings] = await Promise.all([
    keptProfiles({ ...at, environmentName: nameOf('acaEnvironmentName') }, parameters, signal),
    tags(at, nameOf, ownTags(project, runId), signal),
    keptAppSettings(
      template,
      { ...at, appName: nameOf('acaAppName') },
      parameters.endpointKey ?? false,
      signal,
    ),
  ]);
  const filledIn = { ...defaultsOf(names), otherWorkloadProfiles, resourceTags, ...appSettings };
  return { ...onlyDeclared(template, filledIn), ...given };
}

function defaultsOf(names: Awaited<ReturnType<typeof defaultNames>>): Record<string, string> {
  return Object.fromEntries(
    nameParameters.flatMap((parameter) => {
      const name = names[parameter]?.name;
      return name === undefined ? [] : [[parameter, name] as const];
    }),
  );
}

/** All profiles of the environment but those that the template brings along. */
async function keptProfiles(
  {
    environmentName,
    ...at
  }: { subscriptionId: string; resourceGroup: string; environmentName?: string | undefined },
  { gpuProfile }: ProvisionParameters,
  signal?: AbortSignal,
) {
  if (environmentName === undefined) return [];
  const brought = ['Consumption', profileNames[gpuProfile ?? gpuProfiles[0]]].map((name) =>
    name.toLowerCase(),
  );
  const profiles = (await getEnvironment({ ...at, environmentName }, signal))?.profiles ?? [];
  return profiles
    .filter(({ name }) => !brought.includes(name.toLowerCase()))
    .map(({ type, ...profile }) => ({ ...profile, workloadProfileType: type }));
}

async function tags(
  at: { subscriptionId: string; resourceGroup: string },
  nameOf: (parameter: NameParameter) => string | undefined,
  own: Record<string, string>,
  signal?: AbortSignal,
) {
  const existing = await listTags(at, signal);
  const entries = Object.entries(TAGGED).map(([key, parameter]) => {
    const found = existing.get(`${topLevelTypes[parameter]}/${nameOf(parameter)}`.toLowerCase());
    return [key, found ?? own];
  });
  return Object.fromEntries(entries);
}

function onlyDeclared(template: Template, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => declaredName(template, name) !== undefined),
  );
}

function notDeclared(name: string): AppError {
  return new AppError('bad_input', {
    code: 'parameter_not_declared',
    message: `The project's template has no parameter ${name}.`,
    action: `Set ${name} to its default, or declare it in infra/provision/inference.bicep and compile that again.`,
    target: name,
  });
}

/** ARM hands secrets of a Key Vault to secure parameters alone. */
function notSecure(name: string): AppError {
  return new AppError('bad_input', {
    code: 'parameter_not_secure',
    message: `${name} refers to a Key Vault, but the project's template does not take it as a secret.`,
    action: `Put @secure() before ${name} in infra/provision/inference.bicep and compile that again, or give it a value.`,
    target: name,
  });
}
