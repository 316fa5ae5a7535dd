import type { EmulatorContext } from '../../context.ts';
import type { Deployment } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';

/**
 * Ends a deployment that is running, and those within it: what is being written goes on, nothing new begins.
 * Throws ArmError 409 when it has ended.
 */
export function cancelDeployment(context: EmulatorContext, deployment: Deployment): void {
  if (deployment.provisioningState !== 'Running') {
    throw new ArmError(
      409,
      'DeploymentCannotBeCancelled',
      `The deployment '${deployment.name}' cannot be cancelled because its provisioning state is '${deployment.provisioningState}'.`,
    );
  }
  if (context.faults.strikes('cancel-ignored', deployment.id)) return;
  for (const nested of context.state.deployments.values()) {
    if (nested.parentRunId === deployment.runId && nested.provisioningState === 'Running')
      cancelDeployment(context, nested);
  }
  const endedAtMs = context.clock.now();
  context.state.deployments.put(deployment.id, {
    ...deployment,
    provisioningState: 'Canceled',
    endedAtMs,
    error: { code: 'DeploymentCanceled', message: `The deployment '${deployment.name}' was canceled.` },
    operations: deployment.operations.map((operation) =>
      operation.provisioningState === 'Running'
        ? { ...operation, provisioningState: 'Canceled', endedAtMs, statusCode: 'Conflict' }
        : operation,
    ),
  });
}
