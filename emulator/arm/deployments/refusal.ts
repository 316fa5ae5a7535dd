import type { EmulatorContext } from '../../context.ts';
import type { ResourceGroup, WireError } from '../../state/models.ts';
import type { ResourceNode } from '../../template/template.ts';
import { ArmError } from '../arm-error.ts';
import { parseBody, resourceBody } from '../kinds/kind.ts';
import { findResource, requireKind } from '../lookup.ts';
import { plannedResource } from '../planned-resource.ts';
import { parseResourceId } from '../resource-id.ts';
import { awaitsUpdate } from './awaits-update.ts';

/** Failures on demand strike what is done, not what is asked beforehand. */
const UNFAILING: EmulatorContext['faults'] = {
  holds: () => false,
  strikes: () => false,
  strikesFirst: () => false,
  arm: () => {
    throw new Error('No failure is armed in a question.');
  },
  disarm: () => false,
  armed: () => [],
};

/** Why a resource's provider would refuse it now; nothing when it would take it, or when what it needs is missing. */
export async function refusalOf(
  context: EmulatorContext,
  group: ResourceGroup,
  node: ResourceNode,
  body: Record<string, unknown>,
): Promise<WireError[]> {
  const id = parseResourceId(node.id);
  if (!id) return [];
  try {
    plannedResource(
      { ...context, faults: UNFAILING },
      {
        kind: requireKind(id.type),
        group,
        id,
        body: parseBody(resourceBody, body),
        existing: await findResource(context, id),
      },
    );
    return [];
  } catch (error) {
    if (!(error instanceof ArmError)) throw error;
    return error.status === 404 || awaitsUpdate(error, node)
      ? []
      : [{ target: id.names.at(-1) ?? '', ...error.wire }];
  }
}
