import type { EmulatorContext } from '../../context.ts';
import type { Resource, WireError } from '../../state/models.ts';
import type { ResourceNode } from '../../template/template.ts';
import { toWireError } from '../arm-error.ts';
import { deleteResource } from '../delete-resource.ts';
import { CONTAINER_APP } from '../kinds/kind-names.ts';
import { findKind } from '../kinds/registry.ts';
import { resourcesBelow } from '../lookup.ts';
import { newestApiVersion } from '../newest-api-version.ts';
import { statusCodeOf } from './deploy-node.ts';
import type { Journal } from './journal.ts';

/**
 * The resources of a group that a template does not deploy, a false condition counting as absence; those that
 * others must not outlive come first. Nested resources go or stay with the one that they are in.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes
 */
export function resourcesLeftOver(
  context: EmulatorContext,
  groupId: string,
  nodes: readonly Pick<ResourceNode, 'id' | 'enabled'>[],
): Resource[] {
  const deployed = new Set(nodes.filter(({ enabled }) => enabled).map(({ id }) => id.toLowerCase()));
  const rank = ({ type }: Resource) => (type === CONTAINER_APP ? 0 : 1);
  return resourcesBelow(context, groupId)
    .filter(({ id, type }) => findKind(type)?.scope === 'tracked' && !deployed.has(id.toLowerCase()))
    .sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
}

/** What complete mode does in the end: deletes what is left over, one after the other. False when one stayed. */
export async function deleteLeftOver(
  context: EmulatorContext,
  journal: Journal,
  leftOver: Resource[],
): Promise<boolean> {
  let all = true;
  await settleInterrupted(context, journal);
  for (const resource of leftOver) {
    if (!journal.isRunning()) return false;
    const target = { ...resource, apiVersion: newestApiVersion(resource.type) };
    journal.started(target, 'Delete');
    try {
      const failure = await remove(context, resource);
      if (failure) journal.failed(target, 'Conflict', failure);
      else journal.succeeded(target, 'OK');
      if (failure) all = false;
    } catch (error) {
      if (context.tasks.signal.aborted) throw error;
      journal.failed(target, statusCodeOf(error), toWireError(error));
      all = false;
    }
  }
  return all;
}

/** A predecessor that was killed may have begun deletions that are done by now. */
async function settleInterrupted(context: EmulatorContext, journal: Journal): Promise<void> {
  for (const { provisioningOperation, provisioningState, targetResource } of journal.operations()) {
    if (provisioningOperation !== 'Delete' || provisioningState !== 'Running' || !targetResource) continue;
    const { id, resourceType, resourceName, apiVersion } = targetResource;
    await context.operations.idle(id);
    if (context.state.resources.get(id)) continue;
    journal.succeeded({ id, type: resourceType, name: resourceName, apiVersion }, 'OK');
  }
}

async function remove(context: EmulatorContext, { id }: Resource): Promise<WireError | undefined> {
  const resource = context.state.resources.get(id);
  const operation = resource && (await deleteResource(context, resource));
  if (!operation) return undefined;
  const { status, error } = await context.operations.settled(operation.id);
  if (status === 'Succeeded') return undefined;
  return error ?? { code: 'ResourceDeletionFailed', message: `The resource '${id}' could not be deleted.` };
}
