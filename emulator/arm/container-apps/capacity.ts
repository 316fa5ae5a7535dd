import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource, Revision } from '../../state/models.ts';
import { storedApp } from './app-schema.ts';
import { appsIn } from './placement.ts';
import { regionHas } from './region-profiles.ts';
import { revisionsOf } from './revisions.ts';
import { profilesOf, WORKLOAD_PROFILE_TYPES } from './workload-profiles.ts';

const PROFILE_TYPE = 'Microsoft.App/availableManagedEnvironmentsWorkloadProfileTypes';

/** The workload profile types of a region, as the service lists them. */
export function renderProfileTypes(context: EmulatorContext, location: string, path: string): JsonObject[] {
  const { id } = context.account().subscription;
  const lacksProfiles = context.faults.holds('no-profile', path);
  const offered = WORKLOAD_PROFILE_TYPES.filter(
    ({ name, category }) => regionHas(location, category) && (!lacksProfiles || name === 'Consumption'),
  );
  return offered.map(({ name, gpus, ...properties }) => ({
    id: `/subscriptions/${id}/providers/${PROFILE_TYPE}/${name}`,
    name,
    type: PROFILE_TYPE,
    location,
    properties: {
      ...properties,
      ...(gpus > 0 && { gpus }),
      applicability: name === 'Consumption' ? 'LocationDefault' : 'Custom',
    },
  }));
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
