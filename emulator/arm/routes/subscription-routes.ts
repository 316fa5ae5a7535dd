import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { pageOf } from '../http.ts';
import { locations } from '../locations.ts';
import { requireSubscription } from '../lookup.ts';

/** Tenants, subscriptions and their locations: one of each but the last. */
export function addSubscriptionRoutes(app: Hono, context: EmulatorContext): void {
  const renderSubscription = () => {
    const { tenant, subscription } = context.account();
    return {
      id: `/subscriptions/${subscription.id}`,
      subscriptionId: subscription.id,
      tenantId: tenant.id,
      displayName: subscription.displayName,
      state: 'Enabled',
      authorizationSource: 'RoleBased',
      subscriptionPolicies: {
        locationPlacementId: 'Public_2014-09-01',
        quotaId: 'PayAsYouGo_2014-09-01',
        spendingLimit: 'Off',
      },
    };
  };

  app.get('/tenants', (c) => {
    const { tenant } = context.account();
    const value = {
      id: `/tenants/${tenant.id}`,
      tenantId: tenant.id,
      displayName: tenant.displayName,
      defaultDomain: tenant.defaultDomain,
      domains: [tenant.defaultDomain],
      tenantCategory: 'Home',
      tenantType: 'AAD',
      countryCode: 'US',
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
    const value = locations.map(({ name, displayName, geographyGroup }) => ({
      id: `${id}/locations/${name}`,
      name,
      type: 'Region',
      displayName,
      regionalDisplayName: `(${geographyGroup}) ${displayName}`,
      metadata: { regionType: 'Physical', regionCategory: 'Recommended', geographyGroup },
    }));
    return c.json({ value });
  });
}
