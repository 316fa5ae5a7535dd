import type { EmulatorContext } from '../../context.ts';
import type { Deployment, WireError } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { requireSubscription } from '../lookup.ts';

const TARGET =
  /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/providers\/microsoft\.resources\/deployments\/([^/]+)$/i;

type NestedTarget = { id: string; subscriptionId: string; groupName: string | undefined; name: string };

/** Starts a deployment within another and resolves when it has ended. Throws ArmError when it is refused. */
export type StartNested = (
  context: EmulatorContext,
  parent: Pick<Deployment, 'runId' | 'correlationId'>,
  target: NestedTarget,
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
  const [, subscriptionId, groupName, name] = TARGET.exec(id) ?? [];
  if (subscriptionId === undefined || name === undefined)
    throw new ArmError(
      400,
      'InvalidResourceId',
      `'${id}' is not the id of a deployment to a group or subscription.`,
    );
  requireSubscription(context, subscriptionId);
  refuseComplete(name, body);
  const { created } = await start(context, parent, { id, subscriptionId, groupName, name }, body);
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

function refuseComplete(name: string, { properties }: Record<string, unknown>): void {
  if (!/^complete$/i.test(String(Object(properties).mode))) return;
  throw new ArmError(
    400,
    'InvalidNestedDeploymentMode',
    `The nested deployment '${name}' cannot have the mode 'Complete': only the deployment around it can. Please see https://aka.ms/arm-deployment-modes for usage details.`,
  );
}
