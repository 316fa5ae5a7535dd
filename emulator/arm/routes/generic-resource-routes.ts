import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { ArmError } from '../arm-error.ts';
import { pageOf } from '../http.ts';
import { findKind } from '../kinds/registry.ts';
import { requireGroup, requireSubscription, resourcesBelow } from '../lookup.ts';
import { renderReference } from '../render.ts';
import { sameText } from '../resource-id.ts';

/** Lists of resources of any kind, in a group and in the subscription. */
export function addGenericResourceRoutes(app: Hono, context: EmulatorContext): void {
  const list = (scope: string, filter: string | undefined, expand: string | undefined) =>
    resourcesBelow(context, scope)
      .filter(({ type }) => findKind(type)?.scope === 'tracked')
      .filter(resourceFilter(filter))
      .map((resource) => ({
        ...renderReference(resource),
        ...(expand?.includes('createdTime') && { createdTime: resource.createdTime }),
        ...(expand?.includes('changedTime') && { changedTime: resource.changedTime }),
        ...(expand?.includes('provisioningState') && { provisioningState: resource.provisioningState }),
      }));

  app.get('/subscriptions/:subscription/resources', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const scope = `/subscriptions/${context.account().subscription.id}`;
    return c.json(pageOf(c, list(scope, c.req.query('$filter'), c.req.query('$expand'))));
  });
  app.get('/subscriptions/:subscription/resourcegroups/:group/resources', (c) => {
    const { id } = requireGroup(context, c.req.param('subscription'), c.req.param('group'));
    return c.json(pageOf(c, list(id, c.req.query('$filter'), c.req.query('$expand'))));
  });
}

/** Understands `resourceType eq '…'` and `name eq '…'`, joined by `and`. */
function resourceFilter(filter: string | undefined): (resource: { type: string; name: string }) => boolean {
  if (!filter) return () => true;
  const terms = filter.split(/\s+and\s+/i).map((term) => {
    const match = /^\s*(resourceType|name)\s+eq\s+'([^']*)'\s*$/i.exec(term);
    if (match?.[1] && match[2] !== undefined) return { field: match[1].toLowerCase(), value: match[2] };
    throw new ArmError(
      400,
      'InvalidFilterInQueryString',
      `Invalid $filter '${filter}' specified in the query string.`,
    );
  });
  return ({ type, name }) =>
    terms.every(({ field, value }) => sameText(field === 'name' ? name : type, value));
}
