import type { EmulatorContext } from '../../context.ts';
import type { JsonObject } from '../../state/models.ts';
import type { ResourceNode, Runtime } from '../../template/template.ts';
import { renderGroup } from '../groups.ts';
import { findLocation } from '../locations.ts';
import type { Change } from './foresee-change.ts';
import { propertyChanges } from './property-changes.ts';

/** What deploying a resource group would change, in a deployment to the subscription. */
export async function foreseeGroup(
  context: EmulatorContext,
  node: ResourceNode,
  runtime: Runtime,
): Promise<Change> {
  const { location, tags, managedBy } = await node.foreseenBody(runtime);
  const existing = context.state.resourceGroups.get(node.id);
  const { id, name, type, ...shown } = renderGroup(
    existing ?? { id: node.id, name: node.name, location: '', provisioningState: 'Succeeded' },
  );
  const head = { apiVersion: node.apiVersion, id, type, name };
  const place = findLocation(String(location)) ?? location;
  const after = given({ location: place, tags, managedBy });
  if (!existing) return { resourceId: id, changeType: 'Create', after: { ...head, ...after } };
  const before = given({ location: shown.location, tags: shown.tags, managedBy: shown.managedBy });
  const delta = propertyChanges(before, after);
  return {
    resourceId: id,
    changeType: delta.length === 0 ? 'NoChange' : 'Modify',
    before: { ...head, ...before },
    after: { ...head, ...after },
    delta,
  };
}

function given(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value != null));
}
