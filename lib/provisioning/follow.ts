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
import { recordCreated, recordLeftBehind } from '@/lib/provisioning/created-resources';
import type { ProvisionInput } from '@/lib/provisioning/input';
import { nameConflict } from '@/lib/provisioning/name-conflict';
import { ResourceBoard } from '@/lib/provisioning/resource-board';
import { tagCreated } from '@/lib/provisioning/tag-created';
import { readToldResources } from '@/lib/runs/attempts';
import type { StepContext } from '@/lib/runs/step';

/** Watches a deployment to its end, tells of every resource on the way, and returns the outputs. AppError when it failed. */
export async function followDeployment(
  context: StepContext<ProvisionInput>,
  at: DeploymentAddress,
): Promise<unknown> {
  const board = new ResourceBoard(await readToldResources(context.runId));
  let appearsUntil = Date.now() + APPEAR_TIMEOUT_MS;
  for (let looks = 0; ; looks++) {
    const seen = await look(at, context.signal);
    if (!seen) {
      if (Date.now() > appearsUntil) throw vanished();
      await sleep(pollDelayMs(looks), context.signal);
      continue;
    }
    appearsUntil = 0;
    const { deployment, operations } = seen;
    const changes = [...board.expect(deployment.resources), ...board.update(operations)];
    if (deployment.status === 'failed' || deployment.status === 'cancelled') changes.push(...board.close());
    // Before it is told: what the log calls ready must be on record.
    await recordCreated(
      context,
      changes.filter(({ state }) => state === 'succeeded'),
    );
    if (deployment.status === 'failed' || deployment.status === 'cancelled') {
      await bearBreaks(context.signal, () => recordLeftBehind(context, at));
      await tagCreated(context, at);
    }
    for (const change of changes) await context.emit(change);
    // An attempt that took over may follow one that could not tell the count any more.
    if (changes.length > 0 || (looks === 0 && board.total > 0)) {
      const { done, total } = board;
      await context.emit({ type: 'step.progress', step: 'follow', done, total, unit: 'resources' });
    }
    switch (deployment.status) {
      case 'succeeded':
        return deployment.outputs;
      case 'failed':
        throw await nameConflict(failure(deployment, operations), at, context.signal);
      case 'cancelled':
        throw cancelledElsewhere();
      case 'running':
        await sleep(pollDelayMs(looks), context.signal);
    }
  }
}

const noReason: ArmError = { code: 'DeploymentFailed', message: 'The deployment failed.' };
/** Azure may not find at once what it has just accepted. */
const APPEAR_TIMEOUT_MS = 30_000;

/** The deployment first and its operations after: at the end of the one, the others are complete. Null: no such one. */
async function look(at: DeploymentAddress, signal: AbortSignal) {
  return bearBreaks(signal, async () => {
    const deployment = await getDeployment(at, signal);
    if (!deployment) return null;
    return { deployment, operations: await listResourceOperations(at, signal) };
  });
}

/** The first resource that failed is why; the deployment itself only says that there was one. */
function failure(deployment: DeploymentState, operations: ResourceOperation[]): AppError {
  const failed = operations.find(({ status, error }) => status === 'failed' && error);
  const reported = failed?.error ?? deployment.error ?? noReason;
  const { kind, info } = armError(reported, 'finish the deployment');
  const correlationId = failed?.correlationId ?? deployment.correlationId;
  return new AppError(kind, { ...info, ...(correlationId && { correlationId }) });
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
