import { storedApp } from './arm/container-apps/app-schema.ts';
import { allEnvironments } from './arm/container-apps/environments.ts';
import { findAppIn } from './arm/container-apps/placement.ts';
import { findRevision } from './arm/container-apps/revisions.ts';
import { labelledRevision, pickRevision, trafficOf } from './arm/container-apps/traffic.ts';
import { sameText } from './arm/resource-id.ts';
import type { EmulatorContext } from './context.ts';
import { readAppHost } from './public-names.ts';
import type { Resource } from './state/models.ts';

const LABEL_MARK = '---';

/** Carries a request to the app, revision or label that its host names, as the environment's edge does. */
export async function serveIngress(
  context: EmulatorContext,
  host: string,
  request: Request,
): Promise<Response> {
  const { label, prefix } = readAppHost(host.toLowerCase()) ?? { label: '', prefix: '' };
  const [appName = ''] = label.split('--');
  const app = findApp(context, prefix, appName);
  const properties = app && storedApp.parse(app.properties);
  if (!app || !properties?.configuration.ingress?.external) {
    return plain(404, 'Error 404 - This Container App is stopped or does not exist.');
  }
  if (properties.runningStatus === 'Stopped') return plain(403, 'Error 403 - This Container App is stopped.');
  const name = revisionName(context, app, label);
  const revision = name === undefined ? undefined : findRevision(context, app.id, name);
  if (!revision?.active) {
    return plain(404, 'Error 404 - This Container App is stopped or does not exist.');
  }
  return context.replicas.forward(revision, request);
}

/** `web`, `web--v2` and `web---blue`: by the weights, a revision by its name, and the one with a label. */
function revisionName(context: EmulatorContext, app: Resource, label: string): string | undefined {
  if (label === app.name) return pickRevision(trafficOf(context, app));
  const mark = `${app.name}${LABEL_MARK}`;
  return label.startsWith(mark) ? labelledRevision(context, app, label.slice(mark.length)) : label;
}

function findApp(context: EmulatorContext, prefix: string, name: string): Resource | undefined {
  const environment = allEnvironments(context).find(({ properties }) =>
    sameText(String(properties.domainPrefix), prefix),
  );
  return environment && findAppIn(context, environment, name);
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain' } });
}
