import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { CONTAINER_APP } from '../kinds/kind-names.ts';
import { displayNameOf } from '../locations.ts';
import { parseResourceId, type ResourceId, sameText } from '../resource-id.ts';
import { storedApp } from './app-schema.ts';
import { findEnvironment } from './environments.ts';
import { refused } from './refusals.ts';
import { profilesOf } from './workload-profiles.ts';

const NAME = /^(?!.*--)[a-z][a-z0-9-]{0,30}[a-z0-9]$/;
const CONFLICT = 409;
const NOT_FOUND = 404;

/** 2 to 32 lower-case letters, digits and single hyphens, beginning with a letter. */
export function isAppName(name: string): boolean {
  return NAME.test(name);
}

/** Throws ArmError 400 for a name that an app cannot have. */
export function checkAppName(name: string): void {
  if (isAppName(name)) return;
  throw refused(
    'ContainerAppInvalidName',
    `Invalid ContainerApp name '${name}'. A name must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character and cannot have '--'. The length must be between 2 and 32 characters inclusive.`,
  );
}

/** The environment with that id. Throws ArmError when there is none. */
export function requireEnvironment(context: EmulatorContext, id: string): Resource {
  if (!parseResourceId(id)) {
    throw refused('InvalidManagedEnvironmentId', `Invalid ManagedEnvironmentId value '${id}'.`);
  }
  const environment = findEnvironment(context, id);
  if (environment) return environment;
  throw new ArmError(
    NOT_FOUND,
    'ManagedEnvironmentNotFound',
    `The managed environment '${id}' was not found.`,
  );
}

/** Checks that an environment can take an app of that region. Throws ArmError. */
export function checkEnvironment(environment: Resource, location: string | null | undefined): void {
  if (environment.provisioningState !== 'Succeeded') {
    throw refused(
      'ManagedEnvironmentNotReadyForAppCreation',
      `The managed environment '${environment.name}' is in the provisioning state '${environment.provisioningState}' and cannot take container apps.`,
    );
  }
  if (!location || location === environment.location) return;
  throw refused(
    'InvalidContainerAppLocation',
    `A container app must be in the location of its managed environment: '${displayNameOf(environment.location ?? '')}', not '${displayNameOf(location)}'.`,
    'location',
  );
}

/** Apps of one environment share its domain, so that each name is there once, whichever group its app is in. */
export function checkNameIsFree(context: EmulatorContext, environment: Resource, app: ResourceId): void {
  const holder = findAppIn(context, environment, app.names[0] ?? '');
  if (!holder || sameText(holder.id, app.id)) return;
  throw new ArmError(
    CONFLICT,
    'Conflict',
    `The name '${holder.name}' is already in use in the environment '${environment.name}', by the container app '${holder.id}'.`,
  );
}

/** The app of that name in an environment. */
export function findAppIn(
  context: EmulatorContext,
  environment: Resource,
  name: string,
): Resource | undefined {
  return appsIn(context, environment).find((app) => sameText(app.name, name));
}

/** The apps of an environment, whatever group they are in. */
export function appsIn(context: EmulatorContext, environment: Resource): Resource[] {
  return context.state.resources
    .values()
    .filter(
      ({ type, properties }) =>
        type === CONTAINER_APP && sameText(storedApp.parse(properties).environmentId, environment.id),
    );
}

/** The profile that an app runs on; undefined in an environment of the older kind, which has none. */
export function chosenProfile(environment: Resource, asked: string | undefined): string | undefined {
  const profiles = profilesOf(environment);
  const name = asked || 'Consumption';
  if (profiles.length === 0 && name === 'Consumption') return undefined;
  const profile = profiles.find((candidate) => sameText(candidate.name, name));
  if (profile) return profile.name;
  throw refused(
    'WorkloadProfileNotFound',
    `The workload profile '${name}' does not exist in the environment '${environment.name}'.`,
    'workloadProfileName',
  );
}
