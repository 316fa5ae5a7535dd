import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import type { JsonObject } from '../../state/models.ts';
import { apiVersions } from '../api-versions.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { readArmPath } from '../arm-path.ts';
import { pageOf } from '../http.ts';
import { resourceKinds } from '../kinds/registry.ts';
import { locationDisplayNames } from '../locations.ts';
import { requireSubscription, resourcesOf } from '../lookup.ts';
import { register, registrationState, unregister } from '../registration.ts';
import { sameText } from '../resource-id.ts';
import { unknownNamespace } from '../unknown-types.ts';

const NAMESPACES = [
  'Microsoft.App',
  'Microsoft.Authorization',
  'Microsoft.OperationalInsights',
  'Microsoft.PolicyInsights',
  'Microsoft.Resources',
  'Microsoft.Storage',
] as const;
/** Providers that every subscription has, whether or not it registers them. */
const REGISTRATION_FREE: readonly string[] = [
  'Microsoft.Authorization',
  'Microsoft.PolicyInsights',
  'Microsoft.Resources',
];

/** Types that are asked about a place or a whole subscription rather than made. */
const ASKED_TYPES: Record<(typeof NAMESPACES)[number], string[]> = {
  'Microsoft.App': ['locations', 'locations/usages', 'operations'],
  'Microsoft.Authorization': ['permissions'],
  'Microsoft.OperationalInsights': [],
  'Microsoft.PolicyInsights': ['checkPolicyRestrictions'],
  'Microsoft.Resources': [
    'tenants',
    'providers',
    'resources',
    'subscriptions',
    'subscriptions/resources',
    'subscriptions/providers',
    'subscriptions/operationresults',
    'resourceGroups',
    'subscriptions/resourceGroups',
    'subscriptions/resourcegroups/resources',
    'subscriptions/locations',
    'subscriptions/tagnames',
    'deployments',
    'deployments/operations',
    'tags',
  ],
  'Microsoft.Storage': ['checkNameAvailability', 'locations', 'locations/usages', 'skus'],
};

/** Resource providers: https://learn.microsoft.com/rest/api/resources/providers */
export function addProviderRoutes(app: Hono, context: EmulatorContext): void {
  const all = '/subscriptions/:subscription/providers';
  const find = (c: Context) => {
    const { provider = '' } = readArmPath(new URL(c.req.url).pathname);
    const namespace = NAMESPACES.find((name) => sameText(name, provider));
    if (namespace) return namespace;
    throw unknownNamespace(provider);
  };
  const render = (namespace: (typeof NAMESPACES)[number]) => ({
    id: `/subscriptions/${context.account().subscription.id}/providers/${namespace}`,
    ...renderProvider(namespace),
    registrationState: registrationState(context, namespace),
    registrationPolicy: policyOf(namespace),
  });

  app.get(all, (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return c.json(pageOf(c, NAMESPACES.map(render)));
  });
  app.get(`${all}/:namespace`, (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return c.json(render(find(c)));
  });
  app.get(`${all}/:namespace/resourcetypes`, (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return c.json(pageOf(c, typesOf(find(c))));
  });
  app.get(`${all}/:namespace/providerpermissions`, () => {
    throw notSupported('the permissions of a provider');
  });
  app.get('/providers', (c) => c.json(pageOf(c, NAMESPACES.map(renderProvider))));
  app.get('/providers/:namespace', (c) => c.json(renderProvider(find(c))));

  app.post(`${all}/:namespace/register`, (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const namespace = find(c);
    register(context, namespace);
    return c.json(render(namespace));
  });
  app.post(`${all}/:namespace/unregister`, (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const namespace = find(c);
    refuseInUse(context, namespace);
    if (policyOf(namespace) === 'RegistrationRequired') unregister(context, namespace);
    return c.json(render(namespace));
  });
}

function refuseInUse(context: EmulatorContext, namespace: string): void {
  const used = resourcesOf(context).find(({ type }) => type.startsWith(`${namespace}/`));
  if (!used) return;
  throw new ArmError(
    409,
    'Conflict',
    `The resource provider '${namespace}' cannot be unregistered while the subscription has resources of it, as '${used.id}'.`,
  );
}

function renderProvider(namespace: (typeof NAMESPACES)[number]) {
  return { namespace, resourceTypes: typesOf(namespace) };
}

function policyOf(namespace: string): string {
  return REGISTRATION_FREE.includes(namespace) ? 'RegistrationFree' : 'RegistrationRequired';
}

function typesOf(namespace: (typeof NAMESPACES)[number]): JsonObject[] {
  const versions = apiVersions[namespace.toLowerCase()] ?? [];
  const made = resourceKinds
    .filter(({ type }) => type.startsWith(`${namespace}/`))
    .map(({ type, scope }) => ({ type: type.slice(namespace.length + 1), tracked: scope === 'tracked' }));
  const asked = ASKED_TYPES[namespace].map((type) => ({ type, tracked: false }));
  return [...made, ...asked].map(({ type, tracked }) => ({
    resourceType: type,
    locations: tracked ? locationDisplayNames : [],
    apiVersions: versions,
    defaultApiVersion: versions.find((version) => !version.endsWith('preview')),
    capabilities: tracked ? 'SupportsTags, SupportsLocation' : 'None',
  }));
}
