import type { EmulatorContext } from '../../context.ts';
import type { Deployment, ResourceGroup } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { sameText } from '../resource-id.ts';
import { usTime } from '../us-time.ts';
import { deploymentsIn } from './find-deployment.ts';

/** https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits */
const MAX_DEPLOYMENTS = 800;
/** After a week ARM gives a deployment up. */
const EXPIRES_AFTER_MS = 7 * 24 * 3_600_000;

/** The deployment that had the name before. Throws ArmError 409 while it is running. */
export function replaceable(context: EmulatorContext, id: string): Deployment | undefined {
  const previous = context.state.deployments.get(id);
  if (previous?.provisioningState !== 'Running') return previous;
  throw deploymentActive(previous.name, previous.startedAtMs);
}

/** The refusal of a write over a deployment that is still running since a moment, in milliseconds since 1970. */
export function deploymentActive(name: string, sinceMs: number): ArmError {
  return new ArmError(
    409,
    'DeploymentActive',
    `Unable to edit or replace deployment '${name}': previous deployment from '${usTime(sinceMs)}' is still active (expiration time is '${usTime(sinceMs + EXPIRES_AFTER_MS)}'). Please see https://aka.ms/arm-deploy for usage details.`,
  );
}

/** Throws ArmError 409 when the scope holds as many deployments as it may, and none of that name. */
export function refuseBeyondQuota(context: EmulatorContext, scope: string, name: string): void {
  const deployments = deploymentsIn(context, scope);
  if (deployments.length < MAX_DEPLOYMENTS || deployments.some((other) => sameText(other.name, name))) return;
  throw new ArmError(
    409,
    'DeploymentQuotaExceeded',
    `Creating the deployment '${name}' would exceed the quota of '${MAX_DEPLOYMENTS}'. The current deployment count is '${deployments.length}', please delete some deployments before creating a new one. Please see https://aka.ms/arm-deploy for usage details.`,
  );
}

/** A deployment to the subscription says where it is kept, one to a group must not. Throws ArmError. */
export function checkLocation(
  group: ResourceGroup | undefined,
  name: string,
  location: string | undefined,
  previous: Deployment | undefined,
): void {
  const usage = 'Please see https://aka.ms/arm-deployment-subscription for usage details.';
  if (group && location !== undefined)
    throw new ArmError(
      400,
      'InvalidDeployment',
      `The 'location' property is not allowed for '${name}' at resource group scope. ${usage}`,
    );
  if (!group && location === undefined)
    throw new ArmError(
      400,
      'InvalidDeployment',
      `The 'location' property must be specified for '${name}'. ${usage}`,
    );
  if (group || !previous?.location || sameText(previous.location, location ?? '')) return;
  throw new ArmError(
    409,
    'InvalidDeploymentLocation',
    `Invalid deployment location '${location}'. The deployment '${name}' already exists in location '${previous.location}'. ${usage}`,
  );
}
