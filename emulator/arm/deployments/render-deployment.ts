import { createHash } from 'node:crypto';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment, DeploymentOperation, JsonObject } from '../../state/models.ts';
import { armDuration, armTime } from '../arm-time.ts';

/** A deployment as GET answers it; `overrides` are properties that another answer has differently. */
export function renderDeployment(
  context: EmulatorContext,
  deployment: Deployment,
  overrides: JsonObject = {},
): JsonObject {
  const { id, name, provisioningState, correlationId, startedAtMs, endedAtMs } = deployment;
  const { dependencies, providers, outputs, error, tags } = deployment;
  return {
    id,
    name,
    type: 'Microsoft.Resources/deployments',
    ...(tags && { tags }),
    properties: {
      provisioningState,
      correlationId,
      mode: deployment.mode,
      timestamp: armTime(endedAtMs ?? startedAtMs),
      duration: armDuration((endedAtMs ?? context.clock.now()) - startedAtMs),
      templateHash: templateHash(deployment.template),
      parameters: deployment.echoedParameters,
      providers,
      dependencies,
      outputResources: provisioningState === 'Succeeded' ? outputResources(deployment) : [],
      ...(outputs && { outputs }),
      ...(error && { error }),
      ...overrides,
    },
  };
}

export function renderOperation(
  context: EmulatorContext,
  deployment: Deployment,
  operation: DeploymentOperation,
): JsonObject {
  const { operationId, startedAtMs, endedAtMs, error, targetResource } = operation;
  return {
    id: `${deployment.id}/operations/${operationId}`,
    operationId,
    properties: {
      provisioningOperation: operation.provisioningOperation,
      provisioningState: operation.provisioningState,
      timestamp: armTime(endedAtMs ?? startedAtMs),
      duration: armDuration((endedAtMs ?? context.clock.now()) - startedAtMs),
      serviceRequestId: deployment.correlationId,
      statusCode: operation.statusCode,
      ...(error && { statusMessage: { status: 'Failed', error } }),
      ...(targetResource && { targetResource }),
    },
  };
}

function templateHash(template: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(template)).digest();
  return hash.readBigUInt64BE().toString();
}

function outputResources({ operations }: Deployment): JsonObject[] {
  return operations.flatMap(({ provisioningOperation, targetResource }) =>
    targetResource && provisioningOperation === 'Create' ? [{ id: targetResource.id }] : [],
  );
}
