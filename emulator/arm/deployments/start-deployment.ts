import { randomInt, randomUUID } from 'node:crypto';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment, ResourceGroup } from '../../state/models.ts';
import { ArmError, toWireError } from '../arm-error.ts';
import { dependenciesOf } from './dependencies.ts';
import type { DeploymentRequest } from './deployment-request.ts';
import { expandDeployment } from './expand.ts';
import { providersOf } from './providers.ts';
import { runDeployment } from './run-deployment.ts';

const RUN_ID_DIGITS = 20;

export function deploymentId(group: ResourceGroup, name: string): string {
  return `${group.id}/providers/Microsoft.Resources/deployments/${name}`;
}

/**
 * Checks a deployment, records it as running and lets it run; `finished` resolves when it has ended, however.
 * Throws ArmError when the template is refused or one of that name is still running.
 */
export function startDeployment(
  context: EmulatorContext,
  group: ResourceGroup,
  name: string,
  request: DeploymentRequest,
): { created: boolean; deployment: Deployment; finished: Promise<void> } {
  const id = deploymentId(group, name);
  const previous = context.state.deployments.get(id);
  if (previous?.provisioningState === 'Running' || context.faults.strikes('conflict', id)) {
    throw new ArmError(
      409,
      'DeploymentActive',
      `The deployment with resource id '${id}' cannot be saved, because this would overwrite an existing deployment which is still active. Please see https://aka.ms/arm-deploy for usage details.`,
    );
  }
  const startedAtMs = context.clock.now();
  const expanded = expandDeployment(context, group, { name, startedAtMs, ...request });
  const deployment: Deployment = {
    id,
    name,
    resourceGroup: group.name,
    runId: newRunId(),
    correlationId: randomUUID(),
    provisioningState: 'Running',
    startedAtMs,
    mode: request.mode,
    template: request.template,
    parameters: request.parameters,
    dependencies: dependenciesOf(expanded.resources),
    providers: providersOf(expanded.resources),
    echoedParameters: expanded.parameters,
    operations: [],
    ...(request.tags && { tags: request.tags }),
  };
  context.state.deployments.put(id, deployment);
  const finished = Promise.withResolvers<void>();
  context.tasks.run(() => runDeployment(context, deployment, expanded).finally(finished.resolve));
  return { created: previous === undefined, deployment, finished: finished.promise };
}

/** Goes on with every deployment that a killed predecessor left running. */
export function resumeDeployments(context: EmulatorContext): void {
  for (const deployment of context.state.deployments.values()) {
    if (deployment.provisioningState !== 'Running') continue;
    try {
      const group = context.state.resourceGroups.get(deployment.id.split('/providers/')[0] ?? '');
      if (!group)
        throw new ArmError(
          404,
          'ResourceGroupNotFound',
          `Resource group '${deployment.resourceGroup}' could not be found.`,
        );
      const expanded = expandDeployment(context, group, deployment);
      context.tasks.run(() => runDeployment(context, deployment, expanded));
    } catch (error) {
      context.state.deployments.put(deployment.id, {
        ...deployment,
        provisioningState: 'Failed',
        endedAtMs: context.clock.now(),
        error: toWireError(error),
      });
    }
  }
}

/** Ends a deployment that is running: what is being written goes on, nothing new begins. Throws ArmError 409. */
export function cancelDeployment(context: EmulatorContext, deployment: Deployment): void {
  if (deployment.provisioningState !== 'Running') {
    throw new ArmError(
      409,
      'DeploymentCannotBeCancelled',
      `The deployment '${deployment.name}' cannot be cancelled because its provisioning state is '${deployment.provisioningState}'.`,
    );
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

function newRunId(): string {
  return Array.from({ length: RUN_ID_DIGITS }, () => randomInt(10)).join('');
}
