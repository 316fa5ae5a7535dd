import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import { ArmError } from '../arm-error.ts';
import { pageOf, readJson } from '../http.ts';
import { parseBody } from '../kinds/kind.ts';
import { STORAGE_ACCOUNT } from '../kinds/kind-names.ts';
import { nameProblem } from '../kinds/storage-account.ts';
import { storageSkus } from '../kinds/storage-skus.ts';
import { findLocation } from '../locations.ts';
import { requireSubscription, resourcesOf } from '../lookup.ts';
import { sameText } from '../resource-id.ts';

/** https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#storage-limits */
const MAX_ACCOUNTS_OF_A_REGION = 250;

const checkBody = z.looseObject({ name: z.string(), type: z.string().nullish() });

/** What the storage provider answers about a subscription rather than one account. */
export function addStorageRoutes(app: Hono, context: EmulatorContext): void {
  const provider = '/subscriptions/:subscription/providers/microsoft.storage';
  const subscribed = (c: Context) => requireSubscription(context, c.req.param('subscription') ?? '');

  app.post(`${provider}/checknameavailability`, async (c) => {
    subscribed(c);
    const { name, type } = parseBody(checkBody, await readJson(c));
    if (type && !sameText(type, STORAGE_ACCOUNT)) {
      throw new ArmError(
        400,
        'InvalidRequestPropertyValue',
        `The value '${type}' is not allowed for property type. For more information, see - https://aka.ms/storageaccountset`,
        { target: 'type' },
      );
    }
    const problem = nameProblem(context, name);
    return c.json({ nameAvailable: problem === undefined, ...problem });
  });
  app.get(`${provider}/skus`, (c) => {
    subscribed(c);
    return c.json({ value: storageSkus() });
  });
  app.get(`${provider}/locations/:location/usages`, (c) => {
    subscribed(c);
    const given = c.req.param('location');
    const location = findLocation(given);
    if (!location) {
      throw new ArmError(
        400,
        'LocationNotAvailableForResourceType',
        `The provided location '${given}' is not available for resource type 'Microsoft.Storage/locations/usages'.`,
      );
    }
    const accounts = resourcesOf(context).filter(
      (resource) => resource.type === STORAGE_ACCOUNT && resource.location === location,
    );
    const usage = {
      unit: 'Count',
      currentValue: accounts.length,
      limit: MAX_ACCOUNTS_OF_A_REGION,
      name: { value: 'StorageAccounts', localizedValue: 'Storage Accounts' },
    };
    return c.json(pageOf(c, [usage]));
  });
}
