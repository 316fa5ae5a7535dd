import type { Context } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment, ResourceGroup } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { requireGroup, requireSubscription } from '../lookup.ts';

const SUBSCRIPTION_PATH = '/subscriptions/:subscription';
/** The canonical path of a resource group, as routes are written. */
export const GROUP_PATH = `${SUBSCRIPTION_PATH}/resourcegroups/:group`;
const COLLECTION = 'providers/microsoft.resources/deployments';

/** What deployments go to: a resource group, or the subscription itself. */
export const SCOPE_PATHS = [GROUP_PATH, SUBSCRIPTION_PATH] as const;
export const deploymentsPath = (scope: string) => `${scope}/${COLLECTION}`;

/** The resource group that a request names. Throws ArmError 404. */
export function groupOf(context: EmulatorContext, c: Context): ResourceGroup {
  return requireGroup(context, c.req.param('subscription') ?? '', c.req.param('group') ?? '');
}

/** As `groupOf`; undefined where the request is about the subscription itself. */
export function scopeOf(context: EmulatorContext, c: Context): ResourceGroup | undefined {
  if (c.req.param('group') !== undefined) return groupOf(context, c);
  requireSubscription(context, c.req.param('subscription') ?? '');
  return undefined;
}

/** The id of what a deployment is made to: the group, or the subscription when there is none. */
export function scopeId(context: EmulatorContext, group: ResourceGroup | undefined): string {
  return group?.id ?? `/subscriptions/${context.account().subscription.id}`;
}

/** The id of the deployment of that name to a group or subscription, given by its id. */
export function deploymentId(scope: string, name: string): string {
  return `${scope}/providers/Microsoft.Resources/deployments/${name}`;
}

const ID =
  /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/providers\/microsoft\.resources\/deployments\/([^/]+)$/i;

export type DeploymentTarget = {
  id: string;
  subscriptionId: string;
  groupName: string | undefined;
  name: string;
};

/** The parts of a deployment's id. Throws ArmError 400 for another text. */
export function parseDeploymentId(id: string): DeploymentTarget {
  const [, subscriptionId, groupName, name] = ID.exec(id) ?? [];
  if (subscriptionId !== undefined && name !== undefined) return { id, subscriptionId, groupName, name };
  throw new ArmError(
    400,
    'InvalidResourceId',
    `'${id}' is not the id of a deployment to a resource group or to a subscription.`,
  );
}

/** The deployments of a group or of the subscription, without those below it. */
export function deploymentsIn(context: EmulatorContext, scope: string): Deployment[] {
  const prefix = deploymentId(scope, '').toLowerCase();
  return context.state.deployments.values().filter(({ id }) => id.toLowerCase().startsWith(prefix));
}

/** The deployment that a request names, if it is there. Throws ArmError 404 when its group is not. */
export function findDeployment(context: EmulatorContext, c: Context): Deployment | undefined {
  const scope = scopeId(context, scopeOf(context, c));
  return context.state.deployments.get(deploymentId(scope, c.req.param('deployment') ?? ''));
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
