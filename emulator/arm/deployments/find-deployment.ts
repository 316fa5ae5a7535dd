import type { Context } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment, ResourceGroup } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { requireGroup } from '../lookup.ts';
import { deploymentId } from './start-deployment.ts';

/** The canonical path of a resource group, of its deployments and of one of them, as routes are written. */
export const GROUP_PATH = '/subscriptions/:subscription/resourcegroups/:group';
export const DEPLOYMENTS_PATH = `${GROUP_PATH}/providers/microsoft.resources/deployments`;
export const DEPLOYMENT_PATH = `${DEPLOYMENTS_PATH}/:deployment`;

/** The resource group that a request names. Throws ArmError 404. */
export function groupOf(context: EmulatorContext, c: Context): ResourceGroup {
  return requireGroup(context, c.req.param('subscription') ?? '', c.req.param('group') ?? '');
}

export function findDeployment(context: EmulatorContext, c: Context): Deployment | undefined {
  return context.state.deployments.get(deploymentId(groupOf(context, c), c.req.param('deployment') ?? ''));
}

/** The deployment that a request names. Throws ArmError 404. */
export function requireDeployment(context: EmulatorContext, c: Context): Deployment {
  const deployment = findDeployment(context, c);
  if (deployment) return deployment;
  throw new ArmError(
    404,
    'DeploymentNotFound',
    `Deployment '${c.req.param('deployment')}' could not be found.`,
  );
}
