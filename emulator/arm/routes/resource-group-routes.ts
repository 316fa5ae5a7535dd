import type { Hono } from 'hono';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import { tags } from '../../state/models.ts';
import { deleteGroup } from '../delete-resource.ts';
import { groupsOf, putGroup, refuseDeleting, renderGroup } from '../groups.ts';
import { originOf, pageOf, queryOf, readJson } from '../http.ts';
import { parseBody } from '../kinds/kind.ts';
import { readListFilter } from '../list-filter.ts';
import { requireGroup, requireSubscription } from '../lookup.ts';
import { refuseByFault } from '../request-faults.ts';
import { groupId } from '../resource-id.ts';
import { checkTags } from '../tags.ts';

const ACCEPTED = 202;
const NO_CONTENT = 204;
const NOT_FOUND = 404;

const putBody = z.looseObject({
  location: z.string().nullish(),
  tags: tags.nullish(),
  managedBy: z.string().nullish(),
});
const patchBody = z.looseObject({ tags: tags.nullish(), managedBy: z.string().nullish() });

/** https://learn.microsoft.com/rest/api/resources/resource-groups */
export function addResourceGroupRoutes(app: Hono, context: EmulatorContext): void {
  const item = '/subscriptions/:subscription/resourcegroups/:group';
  const { resourceGroups } = context.state;

  app.get('/subscriptions/:subscription/resourcegroups', (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const test = readListFilter(queryOf(c, '$filter'), []);
    const groups = groupsOf(context).filter((group) => test({ fields: {}, tags: group.tags }));
    return c.json(pageOf(c, groups.map(renderGroup)));
  });
  app.get(item, (c) => {
    requireSubscription(context, c.req.param('subscription'));
    if (c.req.method === 'HEAD') {
      const group = resourceGroups.get(groupId(c.req.param('subscription'), c.req.param('group')));
      return c.body(null, group ? NO_CONTENT : NOT_FOUND);
    }
    return c.json(renderGroup(requireGroup(context, c.req.param('subscription'), c.req.param('group'))));
  });
  app.put(item, async (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const { created, group } = putGroup(context, c.req.param('group'), parseBody(putBody, await readJson(c)));
    return c.json(renderGroup(group), created ? 201 : 200);
  });
  app.patch(item, async (c) => {
    const group = requireGroup(context, c.req.param('subscription'), c.req.param('group'));
    const body = parseBody(patchBody, await readJson(c));
    refuseDeleting(group);
    refuseByFault(context, group.id, 'Conflict');
    const changed = {
      ...group,
      ...(body.tags && { tags: checkTags(body.tags) }),
      ...(body.managedBy && { managedBy: body.managedBy }),
    };
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
