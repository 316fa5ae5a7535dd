import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource } from '../../state/models.ts';
import { defaultDomain, findEnvironment } from '../kinds/managed-environment.ts';
import { streamUrl } from '../stream-urls.ts';
import {
  type AppConfiguration,
  DEFAULT_MAX_REPLICAS,
  DEFAULT_MIN_REPLICAS,
  storedApp,
} from './app-schema.ts';
import { latestReadyRevision } from './revisions.ts';

/** The domain of an app's environment, or undefined while there is none. */
export function appDomain(context: EmulatorContext, app: Resource): string | undefined {
  const environment = findEnvironment(context, storedApp.parse(app.properties).environmentId);
  return environment && defaultDomain(context, environment);
}

/** `properties` of a container app on the wire. */
export function renderApp(context: EmulatorContext, app: Resource): JsonObject {
  const { configuration, template, runningStatus, environmentId, ...rest } = storedApp.parse(app.properties);
  const domain = appDomain(context, app);
  return {
    ...rest,
    environmentId,
    managedEnvironmentId: environmentId,
    provisioningState: app.provisioningState,
    runningStatus: app.provisioningState === 'InProgress' ? 'Progressing' : runningStatus,
    outboundIpAddresses: ['127.0.0.1'],
    latestReadyRevisionName: latestReadyRevision(context, app.id)?.name ?? null,
    latestRevisionFqdn: configuration.ingress && domain ? `${rest.latestRevisionName}.${domain}` : '',
    configuration: renderConfiguration(app, configuration, domain),
    template: {
      ...template,
      scale: {
        ...template.scale,
        minReplicas: template.scale?.minReplicas ?? DEFAULT_MIN_REPLICAS,
        maxReplicas: template.scale?.maxReplicas ?? DEFAULT_MAX_REPLICAS,
      },
    },
    eventStreamEndpoint: `${streamUrl(context, app)}/eventstream`,
  };
}

function renderConfiguration(
  app: Resource,
  configuration: AppConfiguration,
  domain: string | undefined,
): JsonObject {
  const { ingress, ...rest } = configuration;
  const base = { activeRevisionsMode: 'Single', ...rest };
  if (!ingress) return { ...base, ingress: null };
  const label = ingress.external ? app.name : `${app.name}.internal`;
  return {
    ...base,
    ingress: {
      ...ingress,
      fqdn: domain ? `${label}.${domain}` : null,
      external: ingress.external ?? false,
      transport: ingress.transport ? capitalised(ingress.transport) : 'Auto',
      traffic: ingress.traffic ?? [{ weight: 100, latestRevision: true }],
    },
  };
}

/** The service answers `Auto`, `Http`, `Http2` and `Tcp`, however they were written. */
function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
