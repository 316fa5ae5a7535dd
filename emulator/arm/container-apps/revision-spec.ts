import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EmulatorContext } from '../../context.ts';
import { folderName } from '../../folder-name.ts';
import type { ContainerSpec, ProbeSpec, RevisionSpec } from '../../replicas/replica-host.ts';
import type { Resource, Revision } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { storageFolder } from '../kinds/environment-storage.ts';
import { defaultDomain } from '../kinds/managed-environment.ts';
import {
  type AppTemplate,
  appTemplate,
  type Container,
  DEFAULT_MAX_REPLICAS,
  DEFAULT_MIN_REPLICAS,
  type Probe,
  storedApp,
} from './app-schema.ts';
import { requireEnvironment } from './validate.ts';
import { isOnGpu } from './workload-profiles.ts';

const PROBE_DEFAULTS = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  failureThreshold: 3,
  successThreshold: 1,
};

/** What the replica host needs to run one revision of an app. Throws ArmError when a mount would fail. */
export function toRevisionSpec(context: EmulatorContext, app: Resource, revision: Revision): RevisionSpec {
  const { environmentId, configuration, runningStatus, workloadProfileName } = storedApp.parse(
    app.properties,
  );
  const environment = requireEnvironment(context, environmentId);
  const template = appTemplate.parse(revision.template);
  const maxReplicas = template.scale?.maxReplicas ?? DEFAULT_MAX_REPLICAS;
  const folders = volumeFolders(context, environment, template, revision);
  return {
    appId: app.id,
    appName: app.name,
    revisionName: revision.name,
    minReplicas: Math.min(template.scale?.minReplicas ?? DEFAULT_MIN_REPLICAS, maxReplicas),
    maxReplicas,
    active: revision.active && runningStatus === 'Running',
    targetPort: configuration.ingress?.targetPort ?? 0,
    onGpu: isOnGpu(environment, workloadProfileName),
    hostname: `${revision.name}.${defaultDomain(context, environment)}`,
    containers: template.containers.map((container) => toContainerSpec(container, folders, revision.secrets)),
  };
}

function toContainerSpec(
  container: Container,
  folders: Map<string, string>,
  secrets: Record<string, string>,
): ContainerSpec {
  return {
    name: container.name,
    image: container.image,
    command: container.command ?? [],
    args: container.args ?? [],
    env: Object.fromEntries(
      (container.env ?? []).map(({ name, value, secretRef }) => [
        name,
        secretRef ? (secrets[secretRef] ?? '') : (value ?? ''),
      ]),
    ),
    mounts: (container.volumeMounts ?? []).map(({ volumeName, mountPath, subPath }) => ({
      mountPath,
      folder: join(folders.get(volumeName) ?? '', subPath ?? ''),
    })),
    probes: (container.probes ?? []).map(toProbeSpec),
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

/** The folder behind each volume. An EmptyDir lies in the data folder and is shared by a revision's replicas. */
function volumeFolders(
  context: EmulatorContext,
  environment: Resource,
  template: AppTemplate,
  { appId, name: revisionName }: Revision,
): Map<string, string> {
  const folders = new Map<string, string>();
  for (const volume of template.volumes ?? []) {
    if (volume.storageType !== 'AzureFile') {
      const folder = join(context.dataDir, 'empty-dirs', folderName(appId), revisionName, volume.name);
      mkdirSync(folder, { recursive: true });
      folders.set(volume.name, folder);
      continue;
    }
    const storage = context.state.resources.get(`${environment.id}/storages/${volume.storageName}`);
    if (!storage) {
      throw new ArmError(
        400,
        'ManagedEnvironmentStorageNotFound',
        `The storage '${volume.storageName}' does not exist.`,
      );
    }
    folders.set(volume.name, storageFolder(context, storage));
  }
  return folders;
}
