import { storedApp } from './arm/container-apps/app-schema.ts';
import { findRevision } from './arm/container-apps/revisions.ts';
import { pickRevision, trafficOf } from './arm/container-apps/traffic.ts';
import { CONTAINER_APP } from './arm/kinds/kind-names.ts';
import { findEnvironment } from './arm/kinds/managed-environment.ts';
import { sameText } from './arm/resource-id.ts';
import type { EmulatorContext } from './context.ts';
import { readAppHost } from './public-names.ts';
import type { Resource } from './state/models.ts';

/** Carries a request to the app or revision that its host names, as the environment's edge does. */
export async function serveIngress(
  context: EmulatorContext,
  host: string,
  request: Request,
): Promise<Response> {
  const { label, prefix } = readAppHost(host) ?? { label: '', prefix: '' };
  const [appName = ''] = label.split('--');
  const app = findApp(context, prefix, appName);
  const properties = app && storedApp.parse(app.properties);
  if (!app || !properties?.configuration.ingress?.external) {
    return plain(404, 'Error 404 - This Container App is stopped or does not exist.');
  }
  if (properties.runningStatus === 'Stopped') return plain(403, 'Error 403 - This Container App is stopped.');
  const name = label === appName ? pickRevision(trafficOf(context, app)) : label;
  const revision = name === undefined ? undefined : findRevision(context, app.id, name);
  if (!revision?.active) {
    return plain(404, 'Error 404 - This Container App is stopped or does not exist.');
  }
  return context.replicas.forward(revision, request);
}

function findApp(context: EmulatorContext, prefix: string, name: string): Resource | undefined {
  return context.state.resources.values().find((resource) => {
    if (resource.type !== CONTAINER_APP || resource.name !== name) return false;
    const environment = findEnvironment(context, storedApp.parse(resource.properties).environmentId);
    return sameText(String(environment?.properties.domainPrefix), prefix);
  });
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain' } });
}
