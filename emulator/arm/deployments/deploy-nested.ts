import type { EmulatorContext } from '../../context.ts';
import type { Deployment, WireError } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { requireSubscription } from '../lookup.ts';
import { type DeploymentTarget, parseDeploymentId } from './find-deployment.ts';

/** Starts a deployment within another and resolves when it has ended. Throws ArmError when it is refused. */
export type StartNested = (
  context: EmulatorContext,
  parent: Pick<Deployment, 'runId' | 'correlationId'>,
  target: DeploymentTarget,
  body: Record<string, unknown>,
) => Promise<{ created: boolean }>;

/** Deploys a nested deployment, a Bicep module for one. Throws ArmError when it is refused. */
export async function deployNested(
  context: EmulatorContext,
  parent: Pick<Deployment, 'runId' | 'correlationId'>,
  id: string,
  body: Record<string, unknown>,
  start: StartNested,
): Promise<{ created: boolean; failure: WireError | undefined }> {
  const target = parseDeploymentId(id);
  requireSubscription(context, target.subscriptionId);
  refuseComplete(target.name, body);
  const { created } = await start(context, parent, target, body);
  // The program ends: the deployment goes on at its next start.
  context.tasks.signal.throwIfAborted();
  const ended = context.state.deployments.get(id);
  if (ended?.provisioningState === 'Succeeded') return { created, failure: undefined };
  const state = ended?.provisioningState ?? 'Canceled';
  return {
    created,
    failure: {
      code: 'ResourceDeploymentFailure',
      target: id,
      message: `The resource write operation failed to complete successfully, because it reached terminal provisioning state '${state}'.`,
      ...(ended?.error && { details: [ended.error] }),
    },
  };
}

/** Throws ArmError 400. */
export function refuseComplete(name: string, { properties }: Record<string, unknown>): void {
  if (!/^complete$/i.test(String(Object(properties).mode))) return;
  throw new ArmError(
    400,
    'InvalidNestedDeploymentMode',
    `The nested deployment '${name}' cannot have the mode 'Complete': only the deployment around it can. Please see https://aka.ms/arm-deployment-modes for usage details.`,
  );
}
