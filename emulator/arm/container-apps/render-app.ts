import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource } from '../../state/models.ts';
import { streamUrl } from '../stream-urls.ts';
import { storedApp } from './app-schema.ts';
import type { AppConfiguration } from './configuration-schema.ts';
import { defaultDomain, findEnvironment } from './environments.ts';
import { renderTemplate } from './render-template.ts';
import { latestReadyRevision } from './revisions.ts';

const OUTBOUND_IP = '127.0.0.1';

/** The name under which an app or one of its revisions is reached; undefined without ingress. */
export function hostOf(context: EmulatorContext, app: Resource, label: string): string | undefined {
  const { configuration, environmentId } = storedApp.parse(app.properties);
  const environment = findEnvironment(context, environmentId);
  if (!configuration.ingress || !environment) return undefined;
  const within = configuration.ingress.external ? label : `${label}.internal`;
  return `${within}.${defaultDomain(context, environment)}`;
}

/** `properties` of a container app on the wire. */
export function renderApp(context: EmulatorContext, app: Resource): JsonObject {
  const { configuration, template, runningStatus, environmentId, ...rest } = storedApp.parse(app.properties);
  const ready = latestReadyRevision(context, app.id)?.name;
  return {
    ...rest,
    environmentId,
    managedEnvironmentId: environmentId,
    provisioningState: app.provisioningState,
    runningStatus: app.provisioningState === 'InProgress' ? 'Progressing' : runningStatus,
    outboundIpAddresses: [OUTBOUND_IP],
    ...(ready && { latestReadyRevisionName: ready }),
    latestRevisionFqdn: hostOf(context, app, rest.latestRevisionName) ?? '',
    configuration: renderConfiguration(configuration, hostOf(context, app, app.name)),
    template: renderTemplate(template),
    eventStreamEndpoint: `${streamUrl(context, app)}/eventstream`,
  };
}

function renderConfiguration({ ingress, ...rest }: AppConfiguration, fqdn: string | undefined): JsonObject {
  return ingress ? { ...rest, ingress: { fqdn, ...ingress } } : rest;
}
