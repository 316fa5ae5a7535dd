import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { type JsonObject, jsonObject, type Operation, type Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { checkIdentity } from '../check-identity.ts';
import { deleteResource } from '../delete-resource.ts';
import { operationHeaders, pageOf, readJson } from '../http.ts';
import { kindPaths } from '../kind-paths.ts';
import { parseBody, type ResourceKind, resourceBody } from '../kinds/kind.ts';
import { resourceKinds } from '../kinds/registry.ts';
import {
  findResource,
  listResources,
  requireGroup,
  requireResource,
  requireSubscription,
} from '../lookup.ts';
import { mergePatch } from '../merge-patch.ts';
import { putResource } from '../put-resource.ts';
import { requireRegistration } from '../registration.ts';
import { renderResource } from '../render.ts';
import { parentOf } from '../resource-id.ts';

const ACCEPTED = 202;
const NO_CONTENT = 204;
const NOT_FOUND = 404;

/** Read, write, delete, list and act on every kind of resource, all by the same rules. */
export function addResourceRoutes(app: Hono, context: EmulatorContext): void {
  for (const kind of resourceKinds) addKind(app, context, kind);
}

function addKind(app: Hono, context: EmulatorContext, kind: ResourceKind): void {
  const { item, collection, subscription, idOf } = kindPaths(kind);

  app.get(item, async (c) => {
    if (c.req.method === 'HEAD') {
      return c.body(null, (await findResource(context, idOf(c))) ? NO_CONTENT : NOT_FOUND);
    }
    return c.json(renderResource(context, await requireResource(context, idOf(c))));
  });
  app.put(item, async (c) => {
    const id = idOf(c);
    const body = parseBody(resourceBody, await readJson(c));
    checkIdentity(body, id);
    requireRegistration(context, id.namespace);
    const { created, resource, operation } = await putResource(context, id, body);
    return answerPut(context, c, resource, created, operation);
  });
  if (!kind.lacks?.includes('PATCH')) {
    app.patch(item, async (c) => {
      const existing = await requireResource(context, idOf(c));
      const patch = parseBody(jsonObject, (await readJson(c)) ?? {});
      const merged = mergePatch(patchable(existing), patch);
      const tags = kind.replacesTags && patch.tags ? { tags: patch.tags } : {};
      const body = parseBody(resourceBody, { ...merged, ...tags });
      const { resource, operation } = await putResource(context, idOf(c), body);
      if (operation && kind.operationUrls?.status && !kind.patchesAtOnce) {
        return accepted(context, c, resource, operation);
      }
      return answerWhenDone(context, c, resource, operation);
    });
  }
  if (!kind.lacks?.includes('DELETE')) {
    app.delete(item, async (c) => {
      requireGroup(context, idOf(c).subscriptionId, idOf(c).resourceGroup);
      const resource = await findResource(context, idOf(c));
      if (!resource) return c.body(null, NO_CONTENT);
      const operation = await deleteResource(context, resource);
      return operation ? accepted(context, c, resource, operation) : c.body(null);
    });
  }

  app.get(collection, async (c) => {
    const id = idOf(c);
    const parent = parentOf(id);
    const scope = parent
      ? (await requireResource(context, parent)).id
      : requireGroup(context, id.subscriptionId, id.resourceGroup).id;
    return listAll(context, c, kind, scope);
  });
  if (kind.scope === 'tracked') {
    app.get(subscription, (c) => {
      requireSubscription(context, c.req.param('subscription') ?? '');
      return listAll(context, c, kind, `/subscriptions/${context.account().subscription.id}`);
    });
  }
  for (const [name, act] of Object.entries(kind.actions ?? {})) {
    app.post(`${item}/${name}`, async (c) => {
      const resource = await requireResource(context, idOf(c));
      const body = parseBody(jsonObject, (await readJson(c)) ?? {});
      return Response.json(await act(context, resource, body));
    });
  }
}

async function listAll(
  context: EmulatorContext,
  c: Context,
  kind: ResourceKind,
  scope: string,
): Promise<Response> {
  const resources = await listResources(context, kind, scope);
  return c.json(
    pageOf(
      c,
      resources.map((resource) => renderResource(context, resource)),
    ),
  );
}

async function answerPut(
  context: EmulatorContext,
  c: Context,
  resource: Resource,
  created: boolean,
  operation: Operation | undefined,
): Promise<Response> {
  if (!operation) return c.json(renderResource(context, resource), created ? 201 : 200);
  const urls = operationHeaders(context, c, resource, operation);
  if (urls.status) {
    return c.json(renderResource(context, resource), created ? 201 : 200, {
      'Azure-AsyncOperation': urls.status,
    });
  }
  if (created) return c.body(null, ACCEPTED, { Location: urls.result });
  return answerWhenDone(context, c, resource, operation);
}

async function answerWhenDone(
  context: EmulatorContext,
  c: Context,
  resource: Resource,
  operation: Operation | undefined,
): Promise<Response> {
  const { error } = operation ? await context.operations.settled(operation.id) : {};
  if (error) throw new ArmError(500, error.code, error.message);
  return c.json(renderResource(context, context.state.resources.get(resource.id) ?? resource));
}

/** 202 with the addresses that tell how an operation goes on. */
export function accepted(
  context: EmulatorContext,
  c: Context,
  resource: Resource,
  operation: Operation,
): Response {
  const { status, result } = operationHeaders(context, c, resource, operation);
  return c.body(null, ACCEPTED, { Location: result, ...(status && { 'Azure-AsyncOperation': status }) });
}

function patchable({ location, tags, sku, kind, identity, properties }: Resource): JsonObject {
  return { location, tags, sku, kind, identity, properties };
}
