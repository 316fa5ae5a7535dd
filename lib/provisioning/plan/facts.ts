import 'server-only';
import { getAppCompute } from '@/lib/azure/container-apps';
import { getEnvironment, type ManagedEnvironment } from '@/lib/azure/environments';
import { type DeploymentSummary, listDeployments } from '@/lib/azure/group-deployments';
import { getProvider, type ResourceProvider } from '@/lib/azure/providers';
import { getResourceGroup, type ResourceGroup } from '@/lib/azure/resource-groups';
import { listResources, type Resource } from '@/lib/azure/resources';
import { validateDeployment, type WhatIfChange, whatIf } from '@/lib/azure/what-if';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import type { NameParameter } from '@/lib/provisioning/names/name-parameters';
import type { CheckId } from '@/lib/provisioning/plan/plan';
import { type PlannedNames, plannedNames } from '@/lib/provisioning/plan/planned-names';
import { readTemplate, type Template } from '@/lib/provisioning/template';

/** The providers of the template's resources. */
export const PROVIDERS = ['Microsoft.App', 'Microsoft.OperationalInsights', 'Microsoft.Storage'] as const;

export type Facts = {
  project: Project;
  target: ProvisionTarget;
  parameters: ProvisionParameters;
  /** Ends when nobody waits for the plan any more; a check gets a narrower one of its own. */
  signal: AbortSignal;
  template(): Promise<Template>;
  /** Exactly what Azure is given. */
  values(): Promise<Record<string, unknown>>;
  group(): Promise<ResourceGroup>;
  /** Where new resources go: `eastus`. */
  location(): Promise<string>;
  resources(): Promise<Resource[]>;
  providers(): Promise<ResourceProvider[]>;
  deployments(): Promise<DeploymentSummary[]>;
  /** Ids of the resources that the template would make, once Azure has found nothing against it. */
  validated(): Promise<string[]>;
  /** What Azure foresees that the deployment would change. */
  foreseen(): Promise<WhatIfChange[]>;
  /** The names that the resources will have, as far as they are known: those that the template makes up come with its validation. */
  names(): Promise<PlannedNames>;
  /** One of them; null where the template has no such resource. Throws what stands against the template where only it would tell. */
  nameOf(parameter: NameParameter): Promise<string | null>;
  /** The environment that would be used; null when it is to be made. */
  environment(): Promise<ManagedEnvironment | null>;
  /** The app that would be updated; null when it is to be made. */
  app(): Promise<{ profileType: string; minimumReplicas: number } | null>;
  /** Whose finding explains that error: where that check is told of it, the others need not be. */
  explainedBy(error: unknown): CheckId | undefined;
};

/** What the checks of one plan look at, read from Azure when first asked for and once. */
export function createFacts(
  project: Project,
  target: ProvisionTarget,
  parameters: ProvisionParameters,
  signal: AbortSignal,
): Facts {
  const { subscriptionId, resourceGroup } = target;
  const deployment = { subscriptionId, resourceGroup, name: `slipway-plan-${newId()}` };
  const owners = new Map<unknown, CheckId>();
  const once = <T>(owner: CheckId, read: () => Promise<T>): (() => Promise<T>) => {
    let reading: Promise<T> | undefined;
    return () => {
      reading ??= read().catch((error: unknown) => {
        // What it rests on may have failed before, and has been told of there.
        if (!owners.has(error)) owners.set(error, isOfTemplate(error) ? 'template' : owner);
        throw error;
      });
      return reading;
    };
  };

  const template = once('template', () => readTemplate(project));
  const group = once('credentials', () => getResourceGroup(subscriptionId, resourceGroup, signal));
  const values = once('names', async () => {
    await group();
    return deploymentParameters(project, target, parameters, signal);
  });
  const validated = once('validation', async () => {
    await group();
    return validateDeployment(deployment, await template(), await values(), signal);
  });
  const foreseen = once('validation', async () => {
    await group();
    return whatIf(deployment, await template(), await values(), signal);
  });
  const names = once('names', async () => {
    // What stands against the template hides no name that the parameters give.
    const ids = await validated().catch(() => []);
    return plannedNames(await values(), ids);
  });
  const nameOf = async (parameter: NameParameter) => {
    const name = (await names())[parameter];
    if (!name) await validated();
    return name ?? null;
  };
  const environment = once('profile', async () => {
    const environmentName = await nameOf('acaEnvironmentName');
    if (!environmentName) return null;
    return getEnvironment({ subscriptionId, resourceGroup, environmentName }, signal);
  });
  const app = once('profile', async () => {
    const appName = await nameOf('acaAppName');
    const found = appName && (await getAppCompute({ subscriptionId, resourceGroup, appName }, signal));
    if (!found) return null;
    const profile = (await environment())?.profiles?.find(({ name }) => name === found.profileName);
    return { profileType: profile?.type ?? found.profileName, minimumReplicas: found.minimumReplicas };
  });
  return {
    project,
    target,
    parameters,
    signal,
    template,
    values,
    group,
    location: once('location', async () => parameters.location ?? (await group()).location),
    resources: once('names', async () => {
      await group();
      return listResources(subscriptionId, resourceGroup, signal);
    }),
    providers: once('providers', async () => {
      await group();
      return Promise.all(PROVIDERS.map((namespace) => getProvider(subscriptionId, namespace, signal)));
    }),
    deployments: once('history', async () => {
      await group();
      return listDeployments(subscriptionId, resourceGroup, signal);
    }),
    validated,
    foreseen,
    names,
    nameOf,
    environment,
    app,
    explainedBy: (error) => owners.get(error),
  };
}

/** What the check of the template tells in its own words. */
const isOfTemplate = (error: unknown) =>
  error instanceof AppError && /^parameter_not_(declared|secure)$/.test(error.info.code);
