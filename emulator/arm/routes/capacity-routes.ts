import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { ArmError } from '../arm-error.ts';
import { renderProfileStates, renderProfileTypes } from '../container-apps/capacity.ts';
import { renderEnvironmentUsages } from '../container-apps/environment-usages.ts';
import { renderBillingMeters, renderProviderOperations } from '../container-apps/provider-catalogue.ts';
import { renderRegionUsages } from '../container-apps/region-usages.ts';
import { pageOf } from '../http.ts';
import { MANAGED_ENVIRONMENT } from '../kinds/kind-names.ts';
import { findLocation } from '../locations.ts';
import { requireResource, requireSubscription } from '../lookup.ts';
import { resourceId } from '../resource-id.ts';

/** What Microsoft.App offers in a region and an environment, how much of it is in use, and what can be asked of it. */
export function addCapacityRoutes(app: Hono, context: EmulatorContext): void {
  const provider = '/subscriptions/:subscription/providers/microsoft.app/locations/:location';
  const environment =
    '/subscriptions/:subscription/resourcegroups/:group/providers/microsoft.app/managedenvironments/:environment';

  const requireLocation = (c: Context): string => {
    requireSubscription(context, c.req.param('subscription') ?? '');
    const given = c.req.param('location') ?? '';
    const location = findLocation(given);
    if (location) return location;
    throw new ArmError(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${given}' is not available.`,
    );
  };

  const requireEnvironment = (c: Context) => {
    const { subscription = '', group = '', environment: name = '' } = c.req.param();
    return requireResource(context, resourceId(subscription, group, MANAGED_ENVIRONMENT, [name]));
  };

  app.get(`${provider}/availablemanagedenvironmentsworkloadprofiletypes`, (c) =>
    c.json(pageOf(c, renderProfileTypes(context, requireLocation(c), c.req.path))),
  );
  app.get(`${provider}/billingmeters`, (c) =>
    c.json({ value: renderBillingMeters(context, requireLocation(c)) }),
  );
  app.get('/providers/microsoft.app/operations', (c) => c.json(pageOf(c, renderProviderOperations())));
  app.get(`${provider}/usages`, (c) => c.json(pageOf(c, renderRegionUsages(context, requireLocation(c)))));
  app.get(`${environment}/workloadprofilestates`, async (c) =>
    c.json(pageOf(c, renderProfileStates(context, await requireEnvironment(c)))),
  );
  app.get(`${environment}/usages`, async (c) =>
    c.json(pageOf(c, renderEnvironmentUsages(context, await requireEnvironment(c)))),
  );
}
