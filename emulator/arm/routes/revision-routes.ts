import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { renderHostNameAnalysis } from '../container-apps/host-name-analysis.ts';
import { renderReplica, renderRevision } from '../container-apps/render-revision.ts';
import { requireRevision, restartRevision, revisionsOf, setActive } from '../container-apps/revisions.ts';
import { pageOf, queryOf } from '../http.ts';
import { CONTAINER_APP } from '../kinds/kind-names.ts';
import { requireKind, requireResource } from '../lookup.ts';
import { refuseWhileBusy } from '../put-resource.ts';
import { resourceId } from '../resource-id.ts';
import { transitionMs } from '../transitions.ts';
import { accepted } from './resource-routes.ts';

/** What container apps have beyond other resources: start and stop, host names, revisions, replicas. */
export function addRevisionRoutes(app: Hono, context: EmulatorContext): void {
  const item =
    '/subscriptions/:subscription/resourcegroups/:group/providers/microsoft.app/containerapps/:app';
  const revisions = `${item}/revisions`;
  const replicas = `${revisions}/:revision/replicas`;

  const requireApp = (c: Context): Promise<Resource> =>
    requireResource(
      context,
      resourceId(c.req.param('subscription') ?? '', c.req.param('group') ?? '', CONTAINER_APP, [
        c.req.param('app') ?? '',
      ]),
    );
  const find = async (c: Context) => {
    const found = await requireApp(c);
    return { app: found, revision: requireRevision(context, found, c.req.param('revision') ?? '') };
  };

  for (const action of ['start', 'stop'] as const) {
    app.post(`${item}/${action}`, async (c) => {
      const found = await requireApp(c);
      refuseWhileBusy(requireKind(CONTAINER_APP), found);
      context.state.resources.put(found.id, { ...found, provisioningState: 'InProgress' });
      const durationMs = transitionMs(context, found.id, CONTAINER_APP, action);
      return accepted(context, c, found, context.operations.start(action, found.id, durationMs));
    });
  }

  app.post(`${item}/listcustomhostnameanalysis`, async (c) => {
    await requireApp(c);
    return c.json(renderHostNameAnalysis(queryOf(c, 'customHostname') ?? ''));
  });

  app.get(revisions, async (c) => {
    const found = await requireApp(c);
    return c.json(
      pageOf(
        c,
        revisionsOf(context, found.id).map((revision) => renderRevision(context, found, revision)),
      ),
    );
  });
  app.get(`${revisions}/:revision`, async (c) => {
    const { app: found, revision } = await find(c);
    return c.json(renderRevision(context, found, revision));
  });
  app.post(`${revisions}/:revision/restart`, async (c) => {
    await restartRevision(context, (await find(c)).revision);
    return c.json('Restart succeeded');
  });
  app.post(`${revisions}/:revision/activate`, async (c) => {
    const { app: found, revision } = await find(c);
    setActive(context, found, revision, true);
    return c.json('Activate succeeded');
  });
  app.post(`${revisions}/:revision/deactivate`, async (c) => {
    const { app: found, revision } = await find(c);
    setActive(context, found, revision, false);
    return c.json('Deactivate succeeded');
  });

  app.get(replicas, async (c) => {
    const { app: found, revision } = await find(c);
    const value = context.replicas
      .replicas(revision)
      .map((replica) => renderReplica(context, found, revision, replica));
    return c.json({ value });
  });
  app.get(`${replicas}/:replica`, async (c) => {
    const { app: found, revision } = await find(c);
    const name = c.req.param('replica');
    const replica = context.replicas.replicas(revision).find((candidate) => candidate.name === name);
    if (!replica) {
      throw new ArmError(
        404,
        'ReplicaNotFound',
        `The replica '${name}' of the revision '${revision.name}' was not found.`,
      );
    }
    return c.json(renderReplica(context, found, revision, replica));
  });
}
