import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { pageOf } from '../http.ts';
import { kindPaths } from '../kind-paths.ts';
import { resourceKinds } from '../kinds/registry.ts';
import { requireGroup, requireResource, requireSubscription } from '../lookup.ts';

const SUBSCRIPTION = '/subscriptions/:subscription';
const GROUP = `${SUBSCRIPTION}/resourcegroups/:group`;
const PERMISSIONS = 'providers/microsoft.authorization/permissions';

/** What the caller may do: everything, or read where `denied` is in force. https://learn.microsoft.com/rest/api/authorization/permissions */
export function addPermissionRoutes(app: Hono, context: EmulatorContext): void {
  const answer = (c: Context, scope: string) => {
    const actions = context.faults.holds('denied', scope) ? ['*/read'] : ['*'];
    return c.json(pageOf(c, [{ actions, notActions: [], dataActions: [], notDataActions: [] }]));
  };

  app.get(`${SUBSCRIPTION}/${PERMISSIONS}`, (c) => {
    requireSubscription(context, c.req.param('subscription'));
    return answer(c, `/subscriptions/${c.req.param('subscription')}`);
  });
  app.get(`${GROUP}/${PERMISSIONS}`, (c) =>
    answer(c, requireGroup(context, c.req.param('subscription'), c.req.param('group')).id),
  );
  for (const kind of resourceKinds.filter(({ scope }) => scope === 'tracked')) {
    const { item, idOf } = kindPaths(kind);
    app.get(`${item}/${PERMISSIONS}`, async (c) => answer(c, (await requireResource(context, idOf(c))).id));
  }
}
