import type { EmulatorContext } from '../../context.ts';
import type { Deployment, DeploymentOperation, JsonObject } from '../../state/models.ts';
import { hashTemplate } from '../../template/template-hash.ts';
import { isSecure } from '../../template/value-types.ts';
import { armDuration, armTime } from '../arm-time.ts';
import { targetsOf } from './deployed-targets.ts';
import { DEPLOYMENT } from './resource-types.ts';

/** A deployment as GET answers it; `overrides` are properties that another answer has differently. */
export function renderDeployment(
  context: EmulatorContext,
  deployment: Deployment,
  overrides: JsonObject = {},
): JsonObject {
  const { id, name, provisioningState, correlationId, startedAtMs, endedAtMs } = deployment;
  const { dependencies, providers, outputs, error, tags, location, debugDetail, validationLevel } =
    deployment;
  return {
    id,
    name,
    type: DEPLOYMENT,
    ...(location !== undefined && { location }),
    ...(tags && { tags }),
    properties: {
      provisioningState,
      correlationId,
      mode: deployment.mode,
      timestamp: armTime(endedAtMs ?? startedAtMs),
      duration: armDuration((endedAtMs ?? context.clock.now()) - startedAtMs),
      templateHash: hashTemplate(deployment.template).templateHash,
      parameters: deployment.echoedParameters,
      providers,
      dependencies,
      ...(provisioningState === 'Succeeded' && { outputResources: outputResources(context, deployment) }),
      ...(outputs && { outputs: withoutSecrets(outputs) }),
      ...(debugDetail && { debugSetting: { detailLevel: debugDetail } }),
      ...(validationLevel && { validationLevel }),
      ...(error && { error }),
      ...overrides,
    },
  };
}

/** https://learn.microsoft.com/rest/api/resources/deployment-operations/get; one that still runs has lasted until now. */
export function renderOperation(
  context: EmulatorContext,
  deployment: Deployment,
  operation: DeploymentOperation,
): JsonObject {
  const { operationId, startedAtMs, endedAtMs, error, targetResource, request, response } = operation;
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
      ...(request !== undefined && { request }),
      ...(response !== undefined && { response }),
    },
  };
}

function withoutSecrets(outputs: NonNullable<Deployment['outputs']>): JsonObject {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { type, value }]) => [
      name,
      isSecure(type) ? { type } : { type, value },
    ]),
  );
}

function outputResources(context: EmulatorContext, { operations }: Deployment): JsonObject[] {
  return targetsOf(context, operations).map(({ id }) => ({ id }));
}
