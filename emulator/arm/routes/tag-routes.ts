import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { updateSubscription } from '../../accounts.ts';
import type { EmulatorContext } from '../../context.ts';
import { tags } from '../../state/models.ts';
import { notSupported } from '../arm-error.ts';
import { pageOf, readJson } from '../http.ts';
import { kindPaths } from '../kind-paths.ts';
import { parseBody } from '../kinds/kind.ts';
import { resourceKinds } from '../kinds/registry.ts';
import { requireGroup, requireResource, requireSubscription } from '../lookup.ts';
import { tagDetails } from '../tag-details.ts';
import { checkTags, mergeTags, type Tags, withoutTags } from '../tags.ts';

const SUBSCRIPTION = '/subscriptions/:subscription';
const GROUP = `${SUBSCRIPTION}/resourcegroups/:group`;
const TAGS = 'providers/microsoft.resources/tags/default';

const putBody = z.looseObject({ properties: z.looseObject({ tags: tags.nullish() }) });
const patchBody = putBody.extend({ operation: z.enum(['Merge', 'Replace', 'Delete']).nullish() });

/** Whatever carries tags. */
type Tagged = { id: string; tags: Tags; write(changed: Tags): void };

/** Tags of the subscription, a group or a resource by themselves. https://learn.microsoft.com/rest/api/resources/tags */
export function addTagRoutes(app: Hono, context: EmulatorContext): void {
  const { state, clock } = context;

  addScope(app, SUBSCRIPTION, (c) => {
    requireSubscription(context, c.req.param('subscription') ?? '');
    const { subscription } = context.account();
    return {
      id: `/subscriptions/${subscription.id}`,
      tags: subscription.tags ?? {},
      write: (changed) => updateSubscription(context, { tags: changed }),
    };
  });
  addScope(app, GROUP, (c) => {
    const group = requireGroup(context, c.req.param('subscription') ?? '', c.req.param('group') ?? '');
    const write = (changed: Tags) => state.resourceGroups.put(group.id, { ...group, tags: changed });
    return { id: group.id, tags: group.tags ?? {}, write };
  });
  for (const kind of resourceKinds.filter(({ scope }) => scope === 'tracked')) {
    const { item, idOf } = kindPaths(kind);
    addScope(app, item, async (c) => {
      const resource = await requireResource(context, idOf(c));
      const write = (changed: Tags) => {
        const changedTime = new Date(clock.now()).toISOString();
        state.resources.put(resource.id, { ...resource, tags: changed, changedTime });
      };
      return { id: resource.id, tags: resource.tags ?? {}, write };
    });
  }

  app.get(`${SUBSCRIPTION}/tagnames`, (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return c.json(pageOf(c, tagDetails(context)));
  });
  for (const path of ['tagnames/:tag', 'tagnames/:tag/tagvalues/:value']) {
    app.on(['PUT', 'DELETE'], `${SUBSCRIPTION}/${path}`, () => {
      throw notSupported('predefined tags');
    });
  }
}

function addScope(app: Hono, scope: string, find: (c: Context) => Tagged | Promise<Tagged>): void {
  const path = `${scope}/${TAGS}`;
  const answer = (c: Context, { id }: Tagged, current: Tags) =>
    c.json({
      id: `${id}/providers/Microsoft.Resources/tags/default`,
      name: 'default',
      type: 'Microsoft.Resources/tags',
      properties: { tags: current },
    });

  app.get(path, async (c) => {
    const tagged = await find(c);
    return answer(c, tagged, tagged.tags);
  });
  app.put(path, async (c) => {
    const tagged = await find(c);
    const { properties } = parseBody(putBody, await readJson(c));
    const changed = checkTags(properties.tags ?? {});
    tagged.write(changed);
    return answer(c, tagged, changed);
  });
  app.patch(path, async (c) => {
    const tagged = await find(c);
    const { operation, properties } = parseBody(patchBody, await readJson(c));
    const changed = change(tagged.tags, operation ?? 'Replace', properties.tags ?? {});
    tagged.write(changed);
    return answer(c, tagged, changed);
  });
  app.delete(path, async (c) => {
    (await find(c)).write({});
    return c.body(null);
  });
}

function change(current: Tags, operation: 'Merge' | 'Replace' | 'Delete', given: Tags): Tags {
  switch (operation) {
    case 'Merge':
      return mergeTags(current, given);
    case 'Replace':
      return checkTags(given);
    case 'Delete':
      return withoutTags(current, given);
    default:
      return operation satisfies never;
  }
}
