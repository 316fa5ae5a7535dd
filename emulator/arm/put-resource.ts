import type { EmulatorContext } from '../context.ts';
import type { Operation, Resource, ResourceGroup } from '../state/models.ts';
import { ArmError } from './arm-error.ts';
import { refuseDeleting } from './groups.ts';
import type { ResourceBody, ResourceKind } from './kinds/kind.ts';
import { findResource, requireGroup, requireKind, resourcesBelow } from './lookup.ts';
import { plannedResource } from './planned-resource.ts';
import { refuseByFault } from './request-faults.ts';
import { parentOf, type ResourceId, resourceId } from './resource-id.ts';
import { transitionMs } from './transitions.ts';

const SETTLED_STATES = ['Succeeded', 'Failed', 'Canceled'];
const MAX_RESOURCES_OF_A_TYPE = 800;

export type PutOutcome = {
  created: boolean;
  resource: Resource;
  /** The transition that runs now; absent when the write is done already. */
  operation: Operation | undefined;
};

/**
 * Creates or replaces a resource: what HTTP PUT and template deployments both come to. Throws ArmError when the
 * write is refused; an accepted write may still fail, which its operation tells.
 */
export async function putResource(
  context: EmulatorContext,
  given: ResourceId,
  body: ResourceBody,
): Promise<PutOutcome> {
  const kind = requireKind(given.type);
  const group = requireGroup(context, given.subscriptionId, given.resourceGroup);
  refuseDeleting(group);
  const id = resourceId(context.account().subscription.id, group.name, kind.type, given.names);
  const existing = await findResource(context, id);
  await requireParent(context, id);
  refuseByFault(context, id.id, kind.busy?.('').code ?? 'Conflict');
  refuseWhileBusy(kind, existing);
  if (!existing) refuseTooMany(context, kind, group);

  const resource = plannedResource(context, { kind, group, id, body, existing });
  if (!kind.pending) await kind.complete?.(context, resource);
  context.state.resources.put(resource.id, resource);
  const durationMs = transitionMs(context, resource.id, kind.type, existing ? 'update' : 'create');
  const operation = kind.pending && context.operations.start('put', resource.id, durationMs);
  // Where the truth lies elsewhere, the answer is what a GET would find there.
  const found = await kind.find?.(context, id);
  return { created: !existing, resource: found ?? resource, operation };
}

/** A resource in transition takes no other write. Throws ArmError 409. */
export function refuseWhileBusy(kind: ResourceKind, resource: Resource | undefined): void {
  if (!resource || SETTLED_STATES.includes(resource.provisioningState)) return;
  const { code, message } = kind.busy?.(resource.name) ?? {
    code: 'Conflict',
    message: `The resource '${resource.name}' is being changed by another operation.`,
  };
  throw new ArmError(409, code, message);
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-resource-group-limits */
function refuseTooMany(context: EmulatorContext, { type }: ResourceKind, group: ResourceGroup): void {
  const count = resourcesBelow(context, group.id).filter((resource) => resource.type === type).length;
  if (count < MAX_RESOURCES_OF_A_TYPE) return;
  throw new ArmError(
    409,
    'ResourceQuotaExceeded',
    `Creating the resource of type '${type}' would exceed the quota of '${MAX_RESOURCES_OF_A_TYPE}' resources of type '${type}' per resource group. The current resource count is '${count}', please delete some resources of this type before creating a new one.`,
  );
}

async function requireParent(context: EmulatorContext, id: ResourceId): Promise<void> {
  const parent = parentOf(id);
  if (!parent || (await findResource(context, parent))) return;
  throw new ArmError(
    404,
    'ParentResourceNotFound',
    `Failed to perform 'write' on resource(s) of type '${id.type.slice(id.namespace.length + 1)}', because the parent resource '${parent.id}' could not be found.`,
  );
}
