import type { EmulatorContext } from '../context.ts';
import type { Operation, Resource } from '../state/models.ts';
import { ArmError } from './arm-error.ts';
import { setAppRunning } from './container-apps/set-running.ts';
import { removeResource } from './delete-resource.ts';
import { CONTAINER_APP } from './kinds/kind-names.ts';
import { findResource, requireKind, resourcesBelow } from './lookup.ts';
import { parseResourceId } from './resource-id.ts';

/** Makes an accepted operation true when its time has come. Safe to repeat after a crash. */
export async function performOperation(context: EmulatorContext, operation: Operation): Promise<void> {
  if (operation.action === 'delete-group') return removeGroup(context, operation.resourceId);
  const id = parseResourceId(operation.resourceId);
  const resource = id && (await findResource(context, id));
  if (!resource) return;
  if (requireKind(resource.type).pending && context.faults.strikes('stuck', resource.id)) {
    context.state.resources.put(resource.id, { ...resource, provisioningState: 'Failed' });
    throw timedOut(resource.id);
  }
  switch (operation.action) {
    case 'put':
      return completePut(context, resource);
    case 'delete':
      return removeResource(context, resource);
    case 'start':
      return setAppRunning(context, resource, 'Running');
    case 'stop':
      return setAppRunning(context, resource, 'Stopped');
    default:
      return operation.action satisfies never;
  }
}

async function completePut(context: EmulatorContext, resource: Resource): Promise<void> {
  const settle = (provisioningState: string) => {
    // Its group may have been deleted meanwhile, and the resource with it.
    if (!context.state.resources.get(resource.id)) return;
    context.state.resources.put(resource.id, { ...resource, provisioningState });
  };
  try {
    await requireKind(resource.type).complete?.(context, resource);
  } catch (error) {
    settle('Failed');
    throw error;
  }
  settle('Succeeded');
}

async function removeGroup(context: EmulatorContext, groupId: string): Promise<void> {
  const group = context.state.resourceGroups.get(groupId);
  if (group && context.faults.strikes('stuck', groupId)) {
    context.state.resourceGroups.put(groupId, { ...group, provisioningState: 'Succeeded' });
    throw timedOut(groupId);
  }
  const byOrder = (resource: Resource) => (resource.type === CONTAINER_APP ? 0 : 1);
  for (const resource of resourcesBelow(context, groupId).sort((a, b) => byOrder(a) - byOrder(b))) {
    // What was nested in another has gone with it.
    if (context.state.resources.get(resource.id)) await removeResource(context, resource);
  }
  for (const deployment of context.state.deployments.values()) {
    if (deployment.id.toLowerCase().startsWith(`${groupId.toLowerCase()}/`)) {
      context.state.deployments.delete(deployment.id);
    }
  }
  context.state.resourceGroups.delete(groupId);
}

function timedOut(id: string): ArmError {
  return new ArmError(
    500,
    'OperationTimedOut',
    `The operation on '${id}' did not complete within the permitted time. (fault-stuck)`,
  );
}
