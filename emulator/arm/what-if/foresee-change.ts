import type { EmulatorContext } from '../../context.ts';
import { type JsonObject, jsonObject, type Resource, type ResourceGroup } from '../../state/models.ts';
import type { ResourceNode, Runtime } from '../../template/template.ts';
import { ArmError } from '../arm-error.ts';
import { awaitsUpdate } from '../deployments/awaits-update.ts';
import { isDeployment } from '../deployments/resource-types.ts';
import { parseBody, resourceBody } from '../kinds/kind.ts';
import { findLocation } from '../locations.ts';
import { findResource, requireKind } from '../lookup.ts';
import { plannedResource } from '../planned-resource.ts';
import { renderResource } from '../render.ts';
import { parseResourceId, type ResourceId, resourceId } from '../resource-id.ts';
import { readOnlyPaths, settableOf, withoutSecrets } from '../settable-properties.ts';
import { withoutFaults } from '../without-faults.ts';
import { type PropertyChange, propertyChanges, sameValue } from './property-changes.ts';

/** One entry of a what-if result: https://learn.microsoft.com/rest/api/resources/deployments/what-if#whatifchange */
export type Change = {
  resourceId: string;
  changeType: 'Create' | 'Delete' | 'Deploy' | 'Ignore' | 'Modify' | 'NoChange' | 'Unsupported';
  before?: JsonObject;
  after?: JsonObject;
  delta?: PropertyChange[];
  unsupportedReason?: string;
};

/** A resource of a template, found in the group where it would go. */
export type Foreseen = { node: ResourceNode; id: ResourceId; existing: Resource | undefined };

/** Throws ArmError 400 for an id that is not in a group, and as `requireKind` does. */
export async function locateNode(
  context: EmulatorContext,
  group: ResourceGroup,
  node: ResourceNode,
): Promise<Foreseen> {
  const parsed = parseResourceId(node.id);
  if (!parsed)
    throw new ArmError(400, 'InvalidResourceId', `'${node.id}' is not the id of a resource in a group.`);
  const kind = requireKind(parsed.type);
  const id = resourceId(context.account().subscription.id, group.name, kind.type, parsed.names);
  return { node, id, existing: await findResource(context, id) };
}

/** What deploying one resource would change. Throws ArmError when it would be refused, TemplateError. */
export async function foreseeChange(
  context: EmulatorContext,
  group: ResourceGroup,
  { node, id, existing }: Foreseen,
  runtime: Runtime,
): Promise<Change> {
  const body = await node.foreseenBody(runtime);
  const { type } = requireKind(id.type);
  const head = {
    apiVersion: node.apiVersion,
    id: existing?.id ?? id.id,
    type,
    name: existing?.name ?? id.names.at(-1),
  };
  if (!existing) {
    return { resourceId: id.id, changeType: 'Create', after: { ...head, ...withoutSecrets(type, body) } };
  }
  const rendered = renderResource(context, existing);
  const before = settableOf(type, rendered);
  const after = await settableAfter(context, group, { node, id, existing }, body, before);
  const changes = propertyChanges(before, after);
  return {
    resourceId: existing.id,
    changeType: changes.length === 0 ? 'NoChange' : 'Modify',
    before: { ...head, ...before },
    after: { ...head, ...after },
    delta: [...changes, ...withoutEffect(type, rendered, body)],
  };
}

async function settableAfter(
  context: EmulatorContext,
  group: ResourceGroup,
  { node, id, existing }: Foreseen,
  body: JsonObject,
  before: JsonObject,
): Promise<JsonObject> {
  const kind = requireKind(id.type);
  try {
    const planned = plannedResource(withoutFaults(context), {
      kind,
      group,
      id,
      existing,
      body: parseBody(resourceBody, body),
    });
    return settableOf(kind.type, renderResource(context, planned));
  } catch (error) {
    // What it needs may come with this very deployment; until then the kind cannot tell what it would become.
    if (!(error instanceof ArmError)) throw error;
    if (!awaitsUpdate(error, node) && !(await awaitsNewResources(context, node))) throw error;
    const location = findLocation(String(body.location)) ?? body.location;
    return overlaid(before, settableOf(kind.type, { ...body, ...(location !== undefined && { location }) }));
  }
}

/** Whether it depends on something that is not there, or on a deployment, which may bring such. */
async function awaitsNewResources(context: EmulatorContext, { dependsOn }: ResourceNode): Promise<boolean> {
  for (const dependency of dependsOn) {
    const id = parseResourceId(dependency);
    if (!id || isDeployment(id.type) || !(await findResource(context, id))) return true;
  }
  return false;
}

/** What a template says of properties that only the service sets, where it says something else than they are. */
function withoutEffect(type: string, rendered: JsonObject, body: JsonObject): PropertyChange[] {
  return readOnlyPaths(type).flatMap((path): PropertyChange[] => {
    const after = valueAt(body, path);
    const before = valueAt(rendered, path);
    if (after === undefined || after === null || sameValue(before, after)) return [];
    return [{ path, propertyChangeType: 'NoEffect', ...(before !== undefined && { before }), after }];
  });
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => jsonObject.safeParse(at).data?.[key], value);
}

/** What a template says laid over what is there: the service's defaults stay, deep in lists as well. */
function overlaid(base: JsonObject, over: JsonObject): JsonObject {
  const said = Object.entries(over).filter(([, value]) => value !== null);
  return {
    ...base,
    ...Object.fromEntries(said.map(([key, value]) => [key, overlaidValue(base[key], value)])),
  };
}

function overlaidValue(base: unknown, over: unknown): unknown {
  if (Array.isArray(over)) {
    return over.map((entry, index) => overlaidValue(Array.isArray(base) ? base[index] : undefined, entry));
  }
  const [below, above] = [jsonObject.safeParse(base), jsonObject.safeParse(over)];
  return below.success && above.success && !Array.isArray(base) ? overlaid(below.data, above.data) : over;
}
