import type { Hono } from 'hono';
import { tenantsOf } from '../../accounts.ts';
import type { EmulatorContext } from '../../context.ts';
import { tenantOfToken } from '../../identity/tenant.ts';
import type { JsonObject, Subscription, Tenant } from '../../state/models.ts';
import { notSupported } from '../arm-error.ts';
import { pageOf } from '../http.ts';
import { locations } from '../locations.ts';
import { requireSubscription } from '../lookup.ts';

const LOGICAL_ZONES = ['1', '2', '3'];

/** Tenants, subscriptions and their locations. */
export function addSubscriptionRoutes(app: Hono, context: EmulatorContext): void {
  const renderOwn = () => {
    const { tenant, subscription } = context.account();
    return renderSubscription(tenant.id, subscription);
  };

  app.get('/tenants', (c) => {
    const own = tenantsOf(context).filter(({ signIn }) => signIn !== 'not-a-member');
    return c.json(pageOf(c, own.map(renderTenant)));
  });
  app.get('/subscriptions', (c) => {
    const { id, subscriptions } = tenantOfToken(context, c.req.header('authorization'));
    return c.json(
      pageOf(
        c,
        subscriptions.map((subscription) => renderSubscription(id, subscription)),
      ),
    );
  });
  app.get('/subscriptions/:subscription', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return c.json(renderOwn());
  });
  app.get('/subscriptions/:subscription/locations', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const { id } = renderOwn();
    const value = locations.map(({ name, displayName, pair, ...place }) => ({
      id: `${id}/locations/${name}`,
      name,
      type: 'Region',
      displayName,
      regionalDisplayName: `(${place.geographyGroup}) ${displayName}`,
      metadata: {
        regionType: 'Physical',
        regionCategory: 'Recommended',
        ...place,
        pairedRegion: pair ? [{ name: pair, id: `${id}/locations/${pair}` }] : [],
      },
      availabilityZoneMappings: LOGICAL_ZONES.map((logicalZone) => ({
        logicalZone,
        physicalZone: `${name}-az${logicalZone}`,
      })),
    }));
    return c.json({ value });
  });
  app.post('/subscriptions/:subscription/providers/microsoft.resources/checkzonepeers', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    throw notSupported('checkZonePeers');
  });
  app.post('/providers/microsoft.resources/checkresourcename', () => {
    throw notSupported('checkResourceName');
  });
}

function renderTenant({ id, displayName, defaultDomain }: Tenant): JsonObject {
  return {
    id: `/tenants/${id}`,
    tenantId: id,
    countryCode: 'US',
    displayName,
    domains: [defaultDomain],
    tenantCategory: 'Home',
    defaultDomain,
    tenantType: 'AAD',
  };
}

function renderSubscription(tenantId: string, { id, displayName, state, tags }: Subscription) {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: id,
    tenantId,
    displayName,
    state: state ?? 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off',
    },
    ...(tags && { tags }),
  };
}
