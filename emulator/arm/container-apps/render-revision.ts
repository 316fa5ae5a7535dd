import type { EmulatorContext } from '../../context.ts';
import type { ContainerStatus, ReplicaStatus } from '../../replicas/replica-host.ts';
import type { JsonObject, Resource, Revision } from '../../state/models.ts';
import { streamUrl } from '../stream-urls.ts';
import { hostOf } from './render-app.ts';
import { renderTemplate } from './render-template.ts';
import { appTemplate } from './template-schema.ts';
import { trafficOf } from './traffic.ts';

const HEALTH = { Running: 'Healthy', Failed: 'Unhealthy', Processing: 'None', Stopped: 'None' } as const;

/** https://learn.microsoft.com/rest/api/resource-manager/containerapps/container-apps-revisions/get-revision */
export function renderRevision(context: EmulatorContext, app: Resource, revision: Revision): JsonObject {
  const { name, createdTime, active } = revision;
  const { runningState, details } = context.replicas.health(revision);
  return {
    id: `${app.id}/revisions/${name}`,
    name,
    type: `${app.type}/revisions`,
    properties: {
      createdTime,
      lastActiveTime: (!active && revision.lastActiveTime) || createdTime,
      fqdn: hostOf(context, app, name) ?? '',
      template: renderTemplate(appTemplate.parse(revision.template)),
      active,
      replicas: context.replicas.replicas(revision).length,
      trafficWeight: trafficOf(context, app).get(name) ?? 0,
      healthState: active ? HEALTH[runningState] : 'None',
      provisioningState: active ? 'Provisioned' : 'Deprovisioned',
      runningState: active ? runningState : 'Stopped',
      ...(details && active && runningState === 'Failed' && { provisioningError: details }),
    },
  };
}

/** https://learn.microsoft.com/rest/api/resource-manager/containerapps/container-apps-revision-replicas/get-replica */
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
