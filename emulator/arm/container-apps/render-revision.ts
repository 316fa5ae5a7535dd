import type { EmulatorContext } from '../../context.ts';
import type { ContainerStatus, ReplicaStatus } from '../../replicas/replica-host.ts';
import type { JsonObject, Resource, Revision } from '../../state/models.ts';
import { streamUrl } from '../stream-urls.ts';
import { storedApp } from './app-schema.ts';
import { appDomain } from './render-app.ts';
import { trafficOf } from './traffic.ts';

const HEALTH = { Running: 'Healthy', Failed: 'Unhealthy', Processing: 'None', Stopped: 'None' } as const;

export function renderRevision(context: EmulatorContext, app: Resource, revision: Revision): JsonObject {
  const { configuration } = storedApp.parse(app.properties);
  const { runningState, details } = context.replicas.health(revision);
  const domain = appDomain(context, app);
  return {
    id: `${app.id}/revisions/${revision.name}`,
    name: revision.name,
    type: `${app.type}/revisions`,
    properties: {
      createdTime: revision.createdTime,
      lastActiveTime: revision.createdTime,
      fqdn: configuration.ingress && domain ? `${revision.name}.${domain}` : '',
      template: revision.template,
      active: revision.active,
      replicas: context.replicas.replicas(revision).length,
      trafficWeight: trafficOf(context, app).get(revision.name) ?? 0,
      healthState: revision.active ? HEALTH[runningState] : 'None',
      provisioningState: revision.active ? 'Provisioned' : 'Deprovisioned',
      runningState: revision.active ? runningState : 'Stopped',
      ...(details && {
        runningStateDetails: details,
        provisioningError: runningState === 'Failed' ? details : null,
      }),
    },
  };
}

export function renderReplica(
  context: EmulatorContext,
  app: Resource,
  revision: Revision,
  replica: ReplicaStatus,
): JsonObject {
  const base = `${streamUrl(context, app)}/revisions/${revision.name}/replicas/${replica.name}`;
  const render = (container: ContainerStatus) => ({
    ...container,
    containerId: `${replica.name}/${container.name}`,
    logStreamEndpoint: `${base}/containers/${container.name}/logstream`,
    execEndpoint: `${base}/containers/${container.name}/exec`,
  });
  return {
    id: `${app.id}/revisions/${revision.name}/replicas/${replica.name}`,
    name: replica.name,
    type: `${app.type}/revisions/replicas`,
    properties: {
      createdTime: replica.createdTime,
      runningState: replica.runningState,
      runningStateDetails: replica.runningStateDetails ?? '',
      containers: replica.containers.map(render),
      initContainers: replica.initContainers.map(render),
    },
  };
}
