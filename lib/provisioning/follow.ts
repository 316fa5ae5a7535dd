import 'server-only';
import { bearBreaks } from '@/lib/azure/bear-breaks';
import {
  type DeploymentAddress,
  type DeploymentState,
  getDeployment,
  listResourceOperations,
  type ResourceOperation,
} from '@/lib/azure/deployments';
import { type ArmError, armError } from '@/lib/azure/errors';
import { pollDelayMs } from '@/lib/azure/poll-delay';
import { sleep } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import type { ProvisionInput } from '@/lib/provisioning/input';
import { ResourceBoard } from '@/lib/provisioning/resource-board';
import type { StepContext } from '@/lib/runs/step';

/** Watches a deployment to its end, tells of every resource on the way, and returns the outputs. AppError when it failed. */
export async function followDeployment(
  context: StepContext<ProvisionInput>,
  at: DeploymentAddress,
): Promise<unknown> {
  const board = new ResourceBoard();
  for (let looks = 0; ; looks++) {
    const { deployment, operations } = await look(at, context.signal);
    const changes = [...board.expect(deployment.resources), ...board.update(operations)];
    if (deployment.status === 'failed' || deployment.status === 'cancelled') changes.push(...board.close());
    for (const change of changes) await context.emit(change);
    if (changes.length > 0) {
      const { done, total } = board;
      await context.emit({ type: 'step.progress', step: 'follow', done, total, unit: 'resources' });
    }
    switch (deployment.status) {
      case 'succeeded':
        return deployment.outputs;
      case 'failed':
        throw armError(causeOf(deployment, operations), 'finish the deployment');
      case 'cancelled':
        throw cancelledElsewhere();
      case 'running':
        await sleep(pollDelayMs(looks), context.signal);
    }
  }
}

/** The deployment first and its operations after: at the end of the one, the others are complete. */
async function look(at: DeploymentAddress, signal: AbortSignal) {
  return bearBreaks(signal, async () => {
    const deployment = await getDeployment(at, signal);
    if (!deployment) throw vanished();
    return { deployment, operations: await listResourceOperations(at, signal) };
  });
}

function causeOf(deployment: DeploymentState, operations: ResourceOperation[]): ArmError {
  const failed = operations.find(({ status, error }) => status === 'failed' && error)?.error;
  return failed ?? deployment.error ?? { code: 'DeploymentFailed', message: 'The deployment failed.' };
}

function cancelledElsewhere(): AppError {
  return new AppError('conflict', {
    code: 'deployment_cancelled',
    message: 'The deployment was cancelled in Azure.',
    action: 'Provision again; what has been made is used again.',
  });
}

function vanished(): AppError {
  return new AppError('not_found', {
    code: 'deployment_deleted',
    message: 'The deployment is not there any more: someone deleted it, or its resource group.',
    action: 'Provision again.',
  });
}
