import type { EmulatorContext } from '../context.ts';
import type { Operation, Resource, ResourceGroup } from '../state/models.ts';
import { ArmError } from './arm-error.ts';
import { requireKind, resourcesBelow } from './lookup.ts';
import { refuseWhileBusy } from './put-resource.ts';
import { refuseByFault } from './request-faults.ts';
import { sameText } from './resource-id.ts';
import { transitionMs } from './transitions.ts';

/** Starts to delete a resource with everything nested in it; the operation is absent when that is done already. */
export async function deleteResource(
  context: EmulatorContext,
  resource: Resource,
): Promise<Operation | undefined> {
  const kind = requireKind(resource.type);
  refuseByFault(context, resource.id, kind.busy?.('').code ?? 'Conflict');
  refuseWhileBusy(kind, resource);
  kind.checkDelete?.(context, resource);
  const durationMs = transitionMs(context, resource.id, kind.type, 'delete');
  if (!kind.pending || durationMs === 0) {
    await deleteNow(context, resource);
    return undefined;
  }
  context.state.resources.put(resource.id, { ...resource, provisioningState: kind.pending.deleting });
  return context.operations.start('delete', resource.id, durationMs);
}

/** Also done as an operation: if it is interrupted in the middle, the next start goes on with it. */
async function deleteNow(context: EmulatorContext, resource: Resource): Promise<void> {
  const { id } = context.operations.start('delete', resource.id, 0);
  const { error } = await context.operations.settled(id);
  if (error) throw new ArmError(500, error.code, error.message);
}

/** Ends what the resource stands for and forgets it and what is nested in it. Safe to repeat. */
export async function removeResource(context: EmulatorContext, resource: Resource): Promise<void> {
  await requireKind(resource.type).remove?.(context, resource);
  for (const nested of resourcesBelow(context, resource.id)) context.state.resources.delete(nested.id);
  context.state.resources.delete(resource.id);
}

/** Starts to delete a group with all that is in it, or goes on with the deletion that is under way. */
export function deleteGroup(context: EmulatorContext, group: ResourceGroup): Operation {
  const underWay = context.state.operations
    .values()
    .find(
      ({ action, resourceId, status }) =>
        action === 'delete-group' && status === 'InProgress' && sameText(resourceId, group.id),
    );
  if (underWay) return underWay;
  refuseByFault(context, group.id, 'Conflict');
  context.state.resourceGroups.put(group.id, { ...group, provisioningState: 'Deleting' });
  const durationMs = transitionMs(context, group.id, 'Microsoft.Resources/resourceGroups', 'delete');
  return context.operations.start('delete-group', group.id, durationMs);
}
