import type { ResourceNode } from '../../template/template.ts';
import type { ArmError } from '../arm-error.ts';
import { MANAGED_ENVIRONMENT } from '../kinds/kind-names.ts';
import { parseResourceId } from '../resource-id.ts';

/**
 * Whether a refusal speaks of an environment as it is now, where the same deployment updates it first: a profile may be
 * added there, and what depends on it cannot be judged before.
 */
export function awaitsUpdate({ wire }: ArmError, { dependsOn }: ResourceNode): boolean {
  if (wire.code !== 'WorkloadProfileNotFound') return false;
  return dependsOn.some((id) => parseResourceId(id)?.type === MANAGED_ENVIRONMENT);
}
