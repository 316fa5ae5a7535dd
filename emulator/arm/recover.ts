import type { EmulatorContext } from '../context.ts';
import { requireKind } from './lookup.ts';
import { sameText } from './resource-id.ts';

/**
 * Goes on with what a killed predecessor had marked as in transition without coming to record the operation: nobody was told
 * of it, but left alone it would refuse every later write.
 */
export function recoverTransitions({ state, operations }: EmulatorContext): void {
  const pending = state.operations.values().filter(({ status }) => status === 'InProgress');
  const isAlone = (id: string) => !pending.some(({ resourceId }) => sameText(resourceId, id));
  for (const { id, type, provisioningState } of state.resources.values()) {
    const transitions = requireKind(type).pending;
    if (!transitions || !isAlone(id)) continue;
    const { deleting, creating, updating } = transitions;
    if (provisioningState === deleting) operations.start('delete', id, 0);
    else if (provisioningState === creating || provisioningState === updating) operations.start('put', id, 0);
  }
  for (const { id, provisioningState } of state.resourceGroups.values()) {
    if (provisioningState === 'Deleting' && isAlone(id)) operations.start('delete-group', id, 0);
  }
}
