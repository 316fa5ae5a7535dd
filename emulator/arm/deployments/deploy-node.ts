import { STATUS_CODES } from 'node:http';
import type { EmulatorContext } from '../../context.ts';
import type { WireError } from '../../state/models.ts';
import type { ResourceNode, Runtime } from '../../template/template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { ArmError, toWireError } from '../arm-error.ts';
import { parseBody, resourceBody } from '../kinds/kind.ts';
import { putResource } from '../put-resource.ts';
import { parseResourceId } from '../resource-id.ts';
import { type Journal, operationIdOf } from './journal.ts';

/** Deploys one resource and records how it went. False when it failed. */
export async function deployNode(
  context: EmulatorContext,
  journal: Journal,
  node: ResourceNode,
  runtime: Runtime,
): Promise<boolean> {
  if (journal.operation(operationIdOf(node.id))?.provisioningState === 'Succeeded') return true;
  const resumed = journal.operation(operationIdOf(node.id)) !== undefined;
  journal.started(node);
  try {
    // A predecessor that was killed may have left this very write in progress.
    if (resumed) await context.operations.idle(node.id);
    const { created, failure } = await write(context, node, runtime);
    if (failure) journal.failed(node, 'Conflict', failure);
    else journal.succeeded(node, created ? 'Created' : 'OK');
    return failure === undefined;
  } catch (error) {
    if (context.tasks.signal.aborted) throw error;
    journal.failed(
      node,
      statusCodeOf(error),
      error instanceof TemplateError ? fromTemplate(error) : toWireError(error),
    );
    return false;
  }
}

async function write(
  context: EmulatorContext,
  node: ResourceNode,
  runtime: Runtime,
): Promise<{ created: boolean; failure: WireError | undefined }> {
  const id = parseResourceId(node.id);
  if (!id)
    throw new ArmError(400, 'InvalidResourceId', `'${node.id}' is not the id of a resource in a group.`);
  const body = parseBody(resourceBody, await node.body(runtime));
  const { created, operation } = await putResource(context, id, body);
  if (!operation) return { created, failure: undefined };
  const { status, error } = await context.operations.settled(operation.id);
  if (status === 'Succeeded') return { created, failure: undefined };
  return {
    created,
    failure: {
      code: 'ResourceDeploymentFailure',
      target: node.id,
      message:
        "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.",
      ...(error && { details: [error] }),
    },
  };
}

/** `BadRequest`, `NotFound` …: the status as operations spell it. */
export function statusCodeOf(error: unknown): string {
  const status = error instanceof ArmError ? error.status : error instanceof TemplateError ? 400 : 500;
  return (STATUS_CODES[status] ?? 'InternalServerError').replaceAll(' ', '');
}

function fromTemplate({ code, message, details }: TemplateError): WireError {
  return { code, message, ...(details && { details }) };
}
