import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource } from '../../state/models.ts';
import { notSupported } from '../arm-error.ts';
import { pageOf, queryOf } from '../http.ts';
import { findKind } from '../kinds/registry.ts';
import { filtersByTag, readListFilter } from '../list-filter.ts';
import { requireGroup, requireSubscription, resourcesBelow } from '../lookup.ts';
import { renderReference } from '../render.ts';
import { parseResourceId } from '../resource-id.ts';

const FIELDS = [
  'location',
  'resourcetype',
  'name',
  'resourcegroup',
  'identity',
  'identity/principalid',
  'plan',
  'plan/publisher',
  'plan/product',
  'plan/name',
  'plan/version',
  'plan/promotioncode',
];

/** Lists of resources of any kind, in a group and in the subscription. https://learn.microsoft.com/rest/api/resources/resources */
export function addGenericResourceRoutes(app: Hono, context: EmulatorContext): void {
  const group = '/subscriptions/:subscription/resourcegroups/:group';
  const list = (c: Context, scope: string) => {
    const filter = queryOf(c, '$filter');
    const test = readListFilter(filter, FIELDS);
    const withoutTags = filtersByTag(filter);
    const found = resourcesBelow(context, scope)
      .filter(({ type }) => findKind(type)?.scope === 'tracked')
      .filter((resource) => test({ fields: fieldsOf(resource), tags: resource.tags }))
      .map((resource) => renderItem(resource, queryOf(c, '$expand') ?? '', withoutTags));
    return c.json(pageOf(c, found));
  };

  app.get('/subscriptions/:subscription/resources', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return list(c, `/subscriptions/${context.account().subscription.id}`);
  });
  app.get(`${group}/resources`, (c) =>
    list(c, requireGroup(context, c.req.param('subscription'), c.req.param('group')).id),
  );
  for (const move of ['moveResources', 'validateMoveResources']) {
    app.post(`${group}/${move.toLowerCase()}`, (c) => {
      requireGroup(context, c.req.param('subscription'), c.req.param('group'));
      throw notSupported(move);
    });
  }
}

function renderItem(resource: Resource, expand: string, withoutTags: boolean): JsonObject {
  const { tags, ...rest } = renderReference(resource);
  const expanded = expand.toLowerCase();
  return {
    ...rest,
    ...(tags !== undefined && !withoutTags && { tags }),
    ...(resource.identity && { identity: asArmSpells(resource.identity) }),
    ...(expanded.includes('createdtime') && { createdTime: resource.createdTime }),
    ...(expanded.includes('changedtime') && { changedTime: resource.changedTime }),
    ...(expanded.includes('provisioningstate') && { provisioningState: resource.provisioningState }),
  };
}

/** ARM writes both kinds of identity with a blank between them, which providers leave out. */
function asArmSpells(identity: JsonObject): JsonObject {
  return { ...identity, type: String(identity.type).replace(/,\s*/, ', ') };
}

function fieldsOf({ id, name, type, location = '', identity }: Resource): Record<string, string> {
  return {
    name,
    location,
    resourcetype: type,
    resourcegroup: parseResourceId(id)?.resourceGroup ?? '',
    identity: String(identity?.type ?? ''),
    'identity/principalid': String(identity?.principalId ?? ''),
  };
}
