import { STATUS_CODES } from 'node:http';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment, WireError } from '../../state/models.ts';
import type { ResourceNode, Runtime } from '../../template/template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { ArmError } from '../arm-error.ts';
import { putGroup } from '../groups.ts';
import { parseBody, resourceBody } from '../kinds/kind.ts';
import { putResource } from '../put-resource.ts';
import { register } from '../registration.ts';
import { renderResource } from '../render.ts';
import { parseResourceId } from '../resource-id.ts';
import { deployNested, type StartNested } from './deploy-nested.ts';
import { type Journal, operationIdOf } from './journal.ts';
import { isDeployment, isResourceGroup } from './resource-types.ts';
import { deploymentWireError } from './template-wire-error.ts';

/** What a resource of a deployment is deployed with. */
export type NodeRun = {
  deployment: Deployment;
  journal: Journal;
  runtime: Runtime;
  startNested: StartNested;
};

type Written = { created: boolean; failure: WireError | undefined; answer?: unknown };

/** Deploys one resource and records how it went. False when it failed. */
export async function deployNode(
  context: EmulatorContext,
  node: ResourceNode,
  run: NodeRun,
): Promise<boolean> {
  const { journal, runtime } = run;
  const known = journal.operation(operationIdOf(node.id));
  if (known?.provisioningState === 'Succeeded') return true;
  journal.started(node);
  try {
    // A predecessor that was killed may have left this very write in progress.
    if (known) await context.operations.idle(node.id);
    const body = await node.body(runtime);
    journal.exchanged(node, 'request', body);
    const { created, failure, answer } = await write(context, node, body, run);
    if (answer) journal.exchanged(node, 'response', answer);
    if (failure) journal.failed(node, 'Conflict', failure);
    else journal.succeeded(node, created ? 'Created' : 'OK');
    return failure === undefined;
  } catch (error) {
    if (context.tasks.signal.aborted) throw error;
    journal.failed(node, statusCodeOf(error), deploymentWireError(error));
    return false;
  }
}

async function write(
  context: EmulatorContext,
  node: ResourceNode,
  body: Record<string, unknown>,
  { deployment, startNested }: NodeRun,
): Promise<Written> {
  if (isDeployment(node.type)) return deployNested(context, deployment, node.id, body, startNested);
  if (isResourceGroup(node.type)) return writeGroup(context, node, body);
  const id = parseResourceId(node.id);
  if (!id)
    throw new ArmError(400, 'InvalidResourceId', `'${node.id}' is not the id of a resource in a group.`);
  // A template has the providers that it names registered, where a write by itself is refused.
  register(context, id.namespace);
  const { created, resource, operation } = await putResource(context, id, parseBody(resourceBody, body));
  const answer = renderResource(context, resource);
  if (!operation) return { created, failure: undefined, answer };
  const { status, error } = await context.operations.settled(operation.id);
  if (status === 'Succeeded') return { created, failure: undefined, answer };
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

function writeGroup(context: EmulatorContext, node: ResourceNode, given: Record<string, unknown>): Written {
  const { location, tags } = parseBody(resourceBody, given);
  const { created } = putGroup(context, node.name, { location, tags });
  return { created, failure: undefined };
}

/** `BadRequest`, `NotFound` …: the status as operations spell it. */
export function statusCodeOf(error: unknown): string {
  const status = error instanceof ArmError ? error.status : error instanceof TemplateError ? 400 : 500;
  return (STATUS_CODES[status] ?? 'InternalServerError').replaceAll(' ', '');
}
