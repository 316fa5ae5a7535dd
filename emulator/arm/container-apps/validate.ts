import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { CONTAINER_APP } from '../kinds/kind-names.ts';
import { findEnvironment } from '../kinds/managed-environment.ts';
import { type ResourceId, sameText } from '../resource-id.ts';
import { type AppTemplate, type Container, type Probe, storedApp, type Volume } from './app-schema.ts';

const NAME = /^(?!.*--)[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/;
const SUFFIX = /^(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const MAX_REVISION_NAME_LENGTH = 54;
const MAX_REPLICAS = 1000;

/** What the service accepts for each number of a probe. */
const PROBE_LIMITS = {
  initialDelaySeconds: [0, 60],
  periodSeconds: [1, 240],
  timeoutSeconds: [1, 240],
  failureThreshold: [1, 10],
  successThreshold: [1, 10],
} as const satisfies Partial<Record<keyof Probe, readonly [number, number]>>;
const LIMITED = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'failureThreshold',
  'successThreshold',
] as const;

export function checkAppName(name: string): void {
  if (NAME.test(name)) return;
  throw new ArmError(
    400,
    'ContainerAppInvalidName',
    `Invalid ContainerApp name '${name}'. A name must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character and cannot have '--'. The length must not be more than 32 characters.`,
  );
}

/** The environment that an app names, ready for it. */
export function requireEnvironment(context: EmulatorContext, id: string | null | undefined): Resource {
  if (!id)
    throw new ArmError(
      400,
      'InvalidManagedEnvironmentId',
      `Invalid ManagedEnvironmentId value '${id ?? ''}'.`,
    );
  const environment = findEnvironment(context, id);
  if (!environment) {
    throw new ArmError(404, 'ManagedEnvironmentNotFound', `The environment '${id}' does not exist.`);
  }
  if (environment.provisioningState !== 'Succeeded') {
    throw new ArmError(
      400,
      'ManagedEnvironmentNotProvisioned',
      `The environment '${environment.id}' has not been provisioned successfully.`,
    );
  }
  return environment;
}

/** Apps of one environment share its domain, so that each name is there once, whichever group its app is in. */
export function checkNameIsFree(context: EmulatorContext, environment: Resource, app: ResourceId): void {
  const name = app.names[0] ?? '';
  const holder = context.state.resources
    .values()
    .find(
      (other) =>
        other.type === CONTAINER_APP &&
        sameText(other.name, name) &&
        !sameText(other.id, app.id) &&
        sameText(storedApp.parse(other.properties).environmentId, environment.id),
    );
  if (!holder) return;
  throw new ArmError(
    409,
    'Conflict',
    `The name '${name}' is already in use in the environment '${environment.name}', by the container app '${holder.id}'.`,
  );
}

export function checkWorkloadProfile(environment: Resource, name: string | null | undefined): void {
  const profiles = environment.properties.workloadProfiles;
  if (!name || !Array.isArray(profiles) || profiles.some((profile) => profile.name === name)) return;
  throw new ArmError(
    400,
    'WorkloadProfileNotFound',
    `The workload profile '${name}' does not exist in the environment '${environment.name}'.`,
  );
}

/** Checks what a revision would be made of. Throws ArmError naming the field. */
export function checkTemplate(
  context: EmulatorContext,
  appName: string,
  template: AppTemplate,
  environment: Resource,
  secrets: Record<string, string>,
): void {
  if (template.containers.length === 0)
    throw invalidField('template.containers', 'At least one container is required');
  if (template.initContainers?.length) throw notSupported('init containers');
  checkSuffix(appName, template.revisionSuffix);
  const { minReplicas, maxReplicas } = template.scale ?? {};
  if (minReplicas != null && (minReplicas < 0 || minReplicas > MAX_REPLICAS)) {
    throw invalidField(
      'template.scale.minReplicas',
      `Invalid value: ${minReplicas}: must be from 0 to ${MAX_REPLICAS}`,
    );
  }
  if (maxReplicas != null && (maxReplicas < Math.max(1, minReplicas ?? 0) || maxReplicas > MAX_REPLICAS)) {
    throw invalidField(
      'template.scale.maxReplicas',
      `Invalid value: ${maxReplicas}: must be at least 1 and minReplicas, and at most ${MAX_REPLICAS}`,
    );
  }
  for (const volume of template.volumes ?? []) checkVolume(context, volume, environment);
  for (const container of template.containers) checkContainer(container, template.volumes ?? [], secrets);
}

function checkSuffix(appName: string, suffix: string | null | undefined): void {
  if (!suffix) return;
  if (SUFFIX.test(suffix) && `${appName}--${suffix}`.length <= MAX_REVISION_NAME_LENGTH) return;
  throw invalidField(
    'template.revisionsuffix',
    `Invalid value: "${suffix}": lower case letters, digits and single hyphens; the revision's name has at most ${MAX_REVISION_NAME_LENGTH} characters`,
  );
}

function checkVolume(context: EmulatorContext, volume: Volume, environment: Resource): void {
  switch (volume.storageType ?? 'EmptyDir') {
    case 'EmptyDir':
      return;
    case 'AzureFile':
      if (context.state.resources.get(`${environment.id}/storages/${volume.storageName}`)) return;
      throw new ArmError(
        400,
        'ManagedEnvironmentStorageNotFound',
        `The storage '${volume.storageName}' of volume '${volume.name}' does not exist in the environment '${environment.name}'.`,
      );
    default:
      throw notSupported(`volumes of the storage type '${volume.storageType}'`);
  }
}

function checkContainer(container: Container, volumes: Volume[], secrets: Record<string, string>): void {
  const field = `template.containers.${container.name}`;
  if (container.image.trim() === '')
    throw invalidField(`${field}.image`, 'Invalid value: "": must not be empty');
  for (const { name, secretRef } of container.env ?? []) {
    if (!secretRef || secretRef in secrets) continue;
    throw new ArmError(
      400,
      'ContainerAppSecretRefNotFound',
      `SecretRef '${secretRef}' defined for the environment variable '${name}' of container '${container.name}' not found.`,
    );
  }
  for (const mount of container.volumeMounts ?? []) {
    if (volumes.some(({ name }) => name === mount.volumeName)) continue;
    throw invalidField(`${field}.volumeMounts`, `Volume '${mount.volumeName}' is not defined`);
  }
  for (const probe of container.probes ?? []) checkProbe(`${field}.probes`, probe);
}

function checkProbe(field: string, probe: Probe): void {
  if (!probe.httpGet && !probe.tcpSocket)
    throw invalidField(field, `The ${probe.type} probe needs httpGet or tcpSocket`);
  for (const name of LIMITED) {
    const value = probe[name];
    const [least, most] = PROBE_LIMITS[name];
    if (value == null || (value >= least && value <= most)) continue;
    throw invalidField(
      `${field}.${probe.type}.${name}`,
      `Invalid value: ${value}: must be from ${least} to ${most}`,
    );
  }
  if (probe.type !== 'Readiness' && (probe.successThreshold ?? 1) !== 1) {
    throw invalidField(
      `${field}.${probe.type}.successThreshold`,
      `Invalid value: ${probe.successThreshold}: must be 1`,
    );
  }
}

function invalidField(field: string, details: string): ArmError {
  return new ArmError(
    400,
    'InvalidParameterValueInContainerTemplate',
    `The following field(s) are either invalid or missing. Field '${field}' is invalid with details: '${details}'.`,
    { target: field },
  );
}
