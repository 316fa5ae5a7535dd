import type { Hono } from 'hono';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import { type ResourceGroup, tags } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { deleteGroup } from '../delete-resource.ts';
import { originOf, pageOf, queryOf, readJson } from '../http.ts';
import { parseBody } from '../kinds/kind.ts';
import { findLocation } from '../locations.ts';
import { requireGroup, requireSubscription } from '../lookup.ts';
import { groupId } from '../resource-id.ts';

const NAME = /^[-\w._()]{0,89}[-\w_()]$/;
const ACCEPTED = 202;
const NO_CONTENT = 204;
const NOT_FOUND = 404;

const putBody = z.looseObject({ location: z.string(), tags: tags.nullish() });
const patchBody = z.looseObject({ tags: tags.nullish() });

export function addResourceGroupRoutes(app: Hono, context: EmulatorContext): void {
  const item = '/subscriptions/:subscription/resourcegroups/:group';
  const { resourceGroups } = context.state;

  app.get('/subscriptions/:subscription/resourcegroups', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const groups = resourceGroups.values().filter(tagFilter(c.req.query('$filter')));
    return c.json(pageOf(c, groups.map(renderGroup)));
  });
  app.get(item, (c) => {
    const group = resourceGroups.get(groupId(c.req.param('subscription'), c.req.param('group')));
    if (c.req.method === 'HEAD') return c.body(null, group ? NO_CONTENT : NOT_FOUND);
    return c.json(renderGroup(requireGroup(context, c.req.param('subscription'), c.req.param('group'))));
  });
  app.put(item, async (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const body = parseBody(putBody, await readJson(c));
    const { created, group } = putGroup(context, c.req.param('group'), body.location, body.tags ?? undefined);
    return c.json(renderGroup(group), created ? 201 : 200);
  });
  app.patch(item, async (c) => {
    const group = requireGroup(context, c.req.param('subscription'), c.req.param('group'));
    const body = parseBody(patchBody, await readJson(c));
    const changed = { ...group, tags: body.tags ?? group.tags };
    resourceGroups.put(group.id, changed);
    return c.json(renderGroup(changed));
  });
  app.delete(item, (c) => {
    const group = requireGroup(context, c.req.param('subscription'), c.req.param('group'));
    const operation = deleteGroup(context, group);
    const subscription = context.account().subscription.id;
    const Location = `${originOf(c)}/subscriptions/${subscription}/operationresults/${operation.id}?api-version=${queryOf(c, 'api-version')}`;
    return c.body(null, ACCEPTED, { Location });
  });
}

/** Creates a resource group, or replaces the tags of one that is there. Throws ArmError. */
export function putGroup(
  context: EmulatorContext,
  name: string,
  givenLocation: string,
  groupTags: Record<string, string> | undefined,
): { created: boolean; group: ResourceGroup } {
  if (!NAME.test(name)) {
    throw new ArmError(
      400,
      'InvalidResourceGroup',
      `The provided resource group name '${name}' has invalid characters or ends with a period.`,
    );
  }
  const location = findLocation(givenLocation);
  if (!location) {
    throw new ArmError(
      400,
      'LocationNotAvailableForResourceGroup',
      `The provided location '${givenLocation}' is not available for resource group.`,
    );
  }
  const id = groupId(context.account().subscription.id, name);
  const existing = context.state.resourceGroups.get(id);
  if (existing?.provisioningState === 'Deleting') {
    throw new ArmError(
      409,
      'ResourceGroupBeingDeleted',
      `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
    );
  }
  if (existing && existing.location !== location) {
    throw new ArmError(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`,
    );
  }
  const group: ResourceGroup = {
    ...(existing ?? { id, name, location }),
    ...(groupTags && { tags: groupTags }),
    provisioningState: 'Succeeded',
  };
  context.state.resourceGroups.put(id, group);
  return { created: !existing, group };
}

export function renderGroup({ id, name, location, tags, provisioningState }: ResourceGroup) {
  return {
    id,
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    ...(tags && { tags }),
    properties: { provisioningState },
  };
}

/** Understands `tagName eq 'a' and tagValue eq 'b'`; anything else is refused by name. */
function tagFilter(filter: string | undefined): (group: ResourceGroup) => boolean {
  if (!filter) return () => true;
  const match = /^tagName eq '([^']*)'(?: and tagValue eq '([^']*)')?$/i.exec(filter.trim());
  if (!match)
    throw new ArmError(
      400,
      'InvalidFilterInQueryString',
      `Invalid $filter '${filter}' specified in the query string.`,
    );
  const [, name = '', value] = match;
  return ({ tags }) => tags?.[name] !== undefined && (value === undefined || tags[name] === value);
}
