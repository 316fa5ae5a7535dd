import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { apiVersions } from '../api-versions.ts';
import { ArmError } from '../arm-error.ts';
import { pageOf } from '../http.ts';
import { resourceKinds } from '../kinds/registry.ts';
import { locationDisplayNames } from '../locations.ts';
import { requireSubscription } from '../lookup.ts';
import { sameText } from '../resource-id.ts';

const NAMESPACES = [
  'Microsoft.App',
  'Microsoft.OperationalInsights',
  'Microsoft.Resources',
  'Microsoft.Storage',
];

/** Resource providers: all are registered from the start, and stay so. */
export function addProviderRoutes(app: Hono, context: EmulatorContext): void {
  const find = (subscription: string, given: string) => {
    requireSubscription(context, subscription);
    const namespace = NAMESPACES.find((name) => sameText(name, given));
    if (namespace) return renderProvider(context, namespace);
    throw new ArmError(404, 'InvalidResourceNamespace', `The resource namespace '${given}' is invalid.`);
  };

  app.get('/subscriptions/:subscription/providers', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return c.json(
      pageOf(
        c,
        NAMESPACES.map((namespace) => renderProvider(context, namespace)),
      ),
    );
  });
  app.get('/subscriptions/:subscription/providers/:namespace', (c) =>
    c.json(find(c.req.param('subscription'), c.req.param('namespace'))),
  );
  app.post('/subscriptions/:subscription/providers/:namespace/register', (c) =>
    c.json(find(c.req.param('subscription'), c.req.param('namespace'))),
  );
}

function renderProvider(context: EmulatorContext, namespace: string) {
  const versions = apiVersions[namespace.toLowerCase()];
  return {
    id: `/subscriptions/${context.account().subscription.id}/providers/${namespace}`,
    namespace,
    registrationState: 'Registered',
    registrationPolicy: namespace === 'Microsoft.Resources' ? 'RegistrationFree' : 'RegistrationRequired',
    resourceTypes: typesOf(namespace).map(({ type, tracked }) => ({
      resourceType: type.slice(namespace.length + 1),
      locations: tracked ? locationDisplayNames : [],
      apiVersions: versions,
      capabilities: tracked ? 'SupportsTags, SupportsLocation' : 'None',
    })),
  };
}

function typesOf(namespace: string): { type: string; tracked: boolean }[] {
  if (namespace === 'Microsoft.Resources') {
    return ['resourceGroups', 'deployments'].map((type) => ({
      type: `${namespace}/${type}`,
      tracked: false,
    }));
  }
  return resourceKinds
    .filter(({ type }) => type.startsWith(`${namespace}/`))
    .map(({ type, scope }) => ({ type, tracked: scope === 'tracked' }));
}
