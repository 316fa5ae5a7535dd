import type { EmulatorContext } from '../../context.ts';
import { identityEnvironment } from '../../identity/identity-environment.ts';
import { inside } from '../../replicas/mounts.ts';
import type { ContainerSpec, ProbeSpec, ReplicaVolume, RevisionSpec } from '../../replicas/replica-host.ts';
import type { Resource, Revision } from '../../state/models.ts';
import { storedApp } from './app-schema.ts';
import type { Container, InitContainer, Probe } from './container-schema.ts';
import { defaultDomain } from './environments.ts';
import { requireEnvironment } from './placement.ts';
import { shareFolders } from './storage-mounts.ts';
import { type AppTemplate, appTemplate, DEFAULT_MIN_REPLICAS } from './template-schema.ts';
import { isOnGpu } from './workload-profiles.ts';

const PROBE_DEFAULTS = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  failureThreshold: 3,
  successThreshold: 1,
};

/** The scale rule of an app that brings none: another replica for every ten requests at once. */
const DEFAULT_CONCURRENT_REQUESTS = 10;
const DEFAULT_TERMINATION_GRACE_SECONDS = 30;

/** What the replica host needs to run one revision of an app. Throws ArmError when a storage is gone. */
export function toRevisionSpec(context: EmulatorContext, app: Resource, revision: Revision): RevisionSpec {
  const { environmentId, configuration, runningStatus, workloadProfileName } = storedApp.parse(
    app.properties,
  );
  const environment = requireEnvironment(context, environmentId);
  const template = appTemplate.parse(revision.template);
  const { minReplicas, maxReplicas, cooldownPeriod } = template.scale;
  const shares = shareFolders(context, environment, template);
  const identity = hasIdentity(app) ? identityEnvironment(context.origin) : {};
  const toSpec = (container: Container | InitContainer) =>
    toContainerSpec(container, shares, app.secrets, identity);
  return {
    appId: app.id,
    appName: app.name,
    environmentId: environment.id,
    revisionName: revision.name,
    minReplicas: Math.min(minReplicas ?? DEFAULT_MIN_REPLICAS, maxReplicas),
    maxReplicas,
    active: revision.active && runningStatus === 'Running',
    targetPort: configuration.ingress?.targetPort ?? 0,
    onGpu: isOnGpu(environment, workloadProfileName),
    hostname: `${revision.name}.${defaultDomain(context, environment)}`,
    requestsPerReplica: requestsPerReplica(template),
    cooldownSeconds: cooldownPeriod,
    terminationGraceSeconds: template.terminationGracePeriodSeconds ?? DEFAULT_TERMINATION_GRACE_SECONDS,
    volumes: replicaVolumes(template, app.secrets),
    initContainers: (template.initContainers ?? []).map(toSpec),
    containers: template.containers.map(toSpec),
  };
}

/** Rules of other kinds take the place of the default one; none of those is weighed here. */
function requestsPerReplica({ scale }: AppTemplate): number {
  const rules = scale.rules ?? [];
  const asked = rules
    .map(({ http }) => Number(http?.metadata?.concurrentRequests))
    .filter((count) => count > 0);
  if (asked.length > 0) return Math.min(...asked);
  return rules.length === 0 ? DEFAULT_CONCURRENT_REQUESTS : Number.POSITIVE_INFINITY;
}

function hasIdentity({ identity }: Resource): boolean {
  return identity !== undefined && identity.type !== 'None';
}

function toContainerSpec(
  container: Container | InitContainer,
  shares: Map<string, string>,
  secrets: Record<string, string>,
  identity: Record<string, string>,
): ContainerSpec {
  return {
    name: container.name,
    image: container.image,
    command: container.command ?? [],
    args: container.args ?? [],
    env: {
      ...identity,
      ...Object.fromEntries(
        (container.env ?? []).map(({ name, value, secretRef }) => [
          name,
          secretRef ? (secrets[secretRef] ?? '') : (value ?? ''),
        ]),
      ),
    },
    mounts: (container.volumeMounts ?? []).map(({ volumeName, mountPath, subPath }) => {
      const share = shares.get(volumeName);
      return share === undefined
        ? { mountPath, volume: volumeName, subPath: subPath ?? '' }
        : { mountPath, folder: inside(share, subPath ?? '') };
    }),
    probes: 'probes' in container ? (container.probes ?? []).map(toProbeSpec) : [],
  };
}

function toProbeSpec(probe: Probe): ProbeSpec {
  const { type, httpGet, tcpSocket } = probe;
  return {
    type,
    ...(httpGet && { httpPath: httpGet.path ?? '/' }),
    port: httpGet?.port ?? tcpSocket?.port ?? 0,
    initialDelaySeconds: probe.initialDelaySeconds ?? PROBE_DEFAULTS.initialDelaySeconds,
    periodSeconds: probe.periodSeconds ?? PROBE_DEFAULTS.periodSeconds,
    timeoutSeconds: probe.timeoutSeconds ?? PROBE_DEFAULTS.timeoutSeconds,
    failureThreshold: probe.failureThreshold ?? PROBE_DEFAULTS.failureThreshold,
    successThreshold: probe.successThreshold ?? PROBE_DEFAULTS.successThreshold,
  };
}

/** An EmptyDir and a Secret volume; the latter shows all of the app's secrets unless it names some. */
function replicaVolumes({ volumes }: AppTemplate, secrets: Record<string, string>): ReplicaVolume[] {
  const own = (volumes ?? []).filter(({ storageType }) => storageType !== 'AzureFile');
  return own.map(({ name, storageType, secrets: named }) => {
    if (storageType !== 'Secret') return { name, files: {} };
    if (!named?.length) return { name, files: secrets };
    const files = named.map(({ secretRef, path }) => [path || secretRef, secrets[secretRef] ?? '']);
    return { name, files: Object.fromEntries(files) };
  });
}
