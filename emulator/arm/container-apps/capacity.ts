import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource, Revision } from '../../state/models.ts';
import { storedApp } from './app-schema.ts';
import { environmentsIn } from './environments.ts';
import { appsIn } from './placement.ts';
import { MAX_DEDICATED_A100_GPUS, MAX_ENVIRONMENTS_IN_REGION } from './quotas.ts';
import { revisionsOf } from './revisions.ts';
import { profilesOf, WORKLOAD_PROFILE_TYPES } from './workload-profiles.ts';

const DEDICATED_A100 = 'GPU-NC-A100';
const PROFILE_TYPE = 'Microsoft.App/availableManagedEnvironmentsWorkloadProfileTypes';

/** The workload profile types of a region, as the service lists them. */
export function renderProfileTypes(context: EmulatorContext, location: string, path: string): JsonObject[] {
  const { id } = context.account().subscription;
  const lacksProfiles = context.faults.holds('no-profile', path);
  return WORKLOAD_PROFILE_TYPES.filter(({ name }) => !lacksProfiles || name === 'Consumption').map(
    ({ name, gpus, ...properties }) => ({
      id: `/subscriptions/${id}/providers/${PROFILE_TYPE}/${name}`,
      name,
      type: PROFILE_TYPE,
      location,
      properties: {
        ...properties,
        ...(gpus > 0 && { gpus }),
        applicability: name === 'Consumption' ? 'LocationDefault' : 'Custom',
      },
    }),
  );
}

/** How many nodes each dedicated profile of an environment may have, and has. */
export function renderProfileStates(context: EmulatorContext, environment: Resource): JsonObject[] {
  return profilesOf(environment)
    .filter(({ workloadProfileType }) => !workloadProfileType.startsWith('Consumption'))
    .map(({ name, minimumCount, maximumCount }) => ({
      id: `${environment.id}/workloadProfileStates/${name}`,
      name,
      type: `${environment.type}/workloadProfileStates`,
      properties: {
        minimumCount: minimumCount ?? 0,
        maximumCount: maximumCount ?? 0,
        currentCount: nodesOf(context, environment, name, minimumCount ?? 0),
      },
    }));
}

/** What of a region's quota is in use. */
export function renderRegionUsages(context: EmulatorContext, location: string): JsonObject[] {
  const environments = environmentsIn(context, location);
  const gpus = environments
    .map((environment) => dedicatedGpus(context, environment))
    .reduce((sum, count) => sum + count, 0);
  return [
    usage(
      'ManagedEnvironmentCount',
      'Managed Environment Count',
      environments.length,
      MAX_ENVIRONMENTS_IN_REGION,
    ),
    usage('SubscriptionNCA100Gpus', 'Subscription NCA 100 Gpus', gpus, MAX_DEDICATED_A100_GPUS),
  ];
}

function dedicatedGpus(context: EmulatorContext, environment: Resource): number {
  return profilesOf(environment)
    .map(({ name, workloadProfileType, minimumCount }) => {
      const type = WORKLOAD_PROFILE_TYPES.find((known) => known.name === workloadProfileType);
      if (type?.category !== DEDICATED_A100) return 0;
      return type.gpus * nodesOf(context, environment, name, minimumCount ?? 0);
    })
    .reduce((sum, count) => sum + count, 0);
}

/** Each replica is taken to fill a node, as a model on a GPU does. */
export function nodesOf(
  context: EmulatorContext,
  environment: Resource,
  profile: string,
  minimum: number,
): number {
  const replicas = revisionsIn(context, environment, profile).flatMap((revision) =>
    context.replicas.replicas(revision),
  );
  return Math.max(minimum, replicas.length);
}

/** The revisions, inactive ones too, of the apps that a profile of an environment runs. */
export function revisionsIn(context: EmulatorContext, environment: Resource, profile: string): Revision[] {
  return appsIn(context, environment)
    .filter((app) => (storedApp.parse(app.properties).workloadProfileName ?? 'Consumption') === profile)
    .flatMap((app) => revisionsOf(context, app.id));
}

/** One entry of a list of usages, counted in whole units. */
export function usage(
  value: string,
  localizedValue: string,
  currentValue: number,
  limit: number,
): JsonObject {
  return { unit: 'Count', currentValue, limit, name: { value, localizedValue } };
}
