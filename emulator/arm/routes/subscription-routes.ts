import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { notSupported } from '../arm-error.ts';
import { pageOf } from '../http.ts';
import { locations } from '../locations.ts';
import { requireSubscription } from '../lookup.ts';

const LOGICAL_ZONES = ['1', '2', '3'];

/** Tenants, subscriptions and their locations: one of each but the last. */
export function addSubscriptionRoutes(app: Hono, context: EmulatorContext): void {
  const renderSubscription = () => {
    const { tenant, subscription } = context.account();
    return {
      id: `/subscriptions/${subscription.id}`,
      authorizationSource: 'RoleBased',
      managedByTenants: [],
      subscriptionId: subscription.id,
      tenantId: tenant.id,
      displayName: subscription.displayName,
      state: 'Enabled',
      subscriptionPolicies: {
        locationPlacementId: 'Public_2014-09-01',
        quotaId: 'PayAsYouGo_2014-09-01',
        spendingLimit: 'Off',
      },
      ...(subscription.tags && { tags: subscription.tags }),
    };
  };

  app.get('/tenants', (c) => {
    const { tenant } = context.account();
    const value = {
      id: `/tenants/${tenant.id}`,
      tenantId: tenant.id,
      countryCode: 'US',
      displayName: tenant.displayName,
      domains: [tenant.defaultDomain],
      tenantCategory: 'Home',
      defaultDomain: tenant.defaultDomain,
      tenantType: 'AAD',
    };
    return c.json(pageOf(c, [value]));
  });
  app.get('/subscriptions', (c) => c.json(pageOf(c, [renderSubscription()])));
  app.get('/subscriptions/:subscription', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return c.json(renderSubscription());
  });
  app.get('/subscriptions/:subscription/locations', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const { id } = renderSubscription();
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
        pairedRegion: [{ name: pair, id: `${id}/locations/${pair}` }],
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
