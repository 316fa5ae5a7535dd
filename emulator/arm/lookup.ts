import type { EmulatorContext } from '../context.ts';
import type { Resource, ResourceGroup } from '../state/models.ts';
import { ArmError } from './arm-error.ts';
import type { ResourceKind } from './kinds/kind.ts';
import { findKind } from './kinds/registry.ts';
import { groupId, parentOf, type ResourceId, sameText } from './resource-id.ts';
import { unknownType } from './unknown-types.ts';

const SUBSCRIPTION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws ArmError: 400 for what is no id, 404 for another subscription than the one here. */
export function requireSubscription(context: EmulatorContext, id: string): void {
  if (sameText(id, context.account().subscription.id)) return;
  if (!SUBSCRIPTION_ID.test(id)) {
    throw new ArmError(
      400,
      'InvalidSubscriptionId',
      `The provided subscription identifier '${id}' is malformed or invalid.`,
    );
  }
  throw new ArmError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}

/** A resource group by its name in any case. Throws ArmError 404. */
export function requireGroup(context: EmulatorContext, subscriptionId: string, name: string): ResourceGroup {
  requireSubscription(context, subscriptionId);
  const group = context.state.resourceGroups.get(groupId(subscriptionId, name));
  if (group) return group;
  throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

/** As `findKind`. Throws ArmError for a type that is not served, which says whether Azure has it. */
export function requireKind(type: string): ResourceKind {
  const kind = findKind(type);
  if (kind) return kind;
  throw unknownType(type);
}

/** Undefined when it is not there, or when the resource it would be nested in is not. */
export async function findResource(context: EmulatorContext, id: ResourceId): Promise<Resource | undefined> {
  const parent = parentOf(id);
  if (parent && !(await findResource(context, parent))) return undefined;
  const kind = findKind(id.type);
  return kind?.find ? kind.find(context, id) : context.state.resources.get(id.id);
}

/** As `findResource`. Throws ArmError 404, in the words of its provider. */
export async function requireResource(context: EmulatorContext, id: ResourceId): Promise<Resource> {
  const kind = requireKind(id.type);
  requireGroup(context, id.subscriptionId, id.resourceGroup);
  const resource = await findResource(context, id);
  if (resource) return resource;
  if (kind.missing) throw new ArmError(404, kind.missing.code, kind.missing.message);
  throw new ArmError(
    404,
    'ResourceNotFound',
    `The Resource '${kind.type}/${id.names.join('/')}' under resource group '${id.resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/** Every resource of a kind below a group, a parent resource or the subscription, given as an id prefix. */
export async function listResources(
  context: EmulatorContext,
  kind: ResourceKind,
  scope: string,
): Promise<Resource[]> {
  if (kind.list) return kind.list(context, scope);
  return resourcesBelow(context, scope).filter(({ type }) => type === kind.type);
}

/** All resources, of any kind and depth, whose ids begin with that of a scope. */
export function resourcesBelow(context: EmulatorContext, scope: string): Resource[] {
  const prefix = `${scope.toLowerCase()}/`;
  return context.state.resources.values().filter(({ id }) => id.toLowerCase().startsWith(prefix));
}

/** All resources of the subscription, of any kind and depth. */
export function resourcesOf(context: EmulatorContext): Resource[] {
  return resourcesBelow(context, `/subscriptions/${context.account().subscription.id}`);
}
