import type { EmulatorContext } from '../../context.ts';
import type { DeploymentOperation } from '../../state/models.ts';
import { isDeployment } from './resource-types.ts';

type Target = NonNullable<DeploymentOperation['targetResource']>;

/** What a deployment's operations have deployed; what a deployment within it has, in place of that deployment. */
export function targetsOf(context: EmulatorContext, operations: DeploymentOperation[]): Target[] {
  return operations.flatMap(({ provisioningOperation, provisioningState, targetResource }) => {
    if (!targetResource || provisioningOperation !== 'Create' || provisioningState !== 'Succeeded') return [];
    if (!isDeployment(targetResource.resourceType)) return [targetResource];
    const nested = context.state.deployments.get(targetResource.id);
    return nested ? targetsOf(context, nested.operations) : [];
  });
}
