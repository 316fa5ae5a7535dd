import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource, ResourceGroup, WireError } from '../../state/models.ts';
import { Unanswerable } from '../../template/contract.ts';
import type { ExpandedTemplate, ResourceNode, Runtime } from '../../template/template.ts';
import { ArmError } from '../arm-error.ts';
import { resourcesLeftOver } from '../deployments/complete-mode.ts';
import type { DeploymentRequest } from '../deployments/deployment-request.ts';
import { scopeId } from '../deployments/find-deployment.ts';
import { createRuntime } from '../deployments/runtime.ts';
import { deploymentWireError } from '../deployments/template-wire-error.ts';
import { newestApiVersion } from '../newest-api-version.ts';
import { renderReference } from '../render.ts';
import { withoutSecrets } from '../settable-properties.ts';
import { type Change, foreseeChange, locateNode } from './foresee-change.ts';
import { foreseeGroup } from './foresee-group.ts';
import { maskSecrets, storedSecrets } from './mask-secrets.ts';
import { type Planned, unroll } from './unroll.ts';
import type { ResultFormat } from './what-if-request.ts';

/**
 * What a deployment to a group, or to the subscription when there is none, would change, as ARM answers it
 * (WhatIfOperationResult); nothing is written. What a resource says that does not exist yet cannot be foreseen: the
 * expressions that ask it are shown as they are written.
 */
export async function whatIf(
  context: EmulatorContext,
  group: ResourceGroup | undefined,
  request: DeploymentRequest,
  expanded: ExpandedTemplate,
  format: ResultFormat,
): Promise<JsonObject> {
  const runtime = foreseeingRuntime(context);
  try {
    const unrolled = await unroll(context, group, expanded, runtime);
    const { planned, skipped, diagnostics } = unrolled;
    const changes: Change[] = [];
    for (const each of planned) changes.push(await changeOf(context, each, runtime, format));
    changes.push(...skipped.map(({ id }): Change => ({ resourceId: id, changeType: 'Ignore' })));
    changes.push(...leftOverChanges(context, group, request, planned, format));
    const secrets = [...storedSecrets(context), ...textsIn(unrolled.secureValues)];
    return {
      status: 'Succeeded',
      properties: { changes: maskSecrets(changes, secrets), ...(diagnostics.length > 0 && { diagnostics }) },
    };
  } catch (error) {
    return { status: 'Failed', error: errorOf(error, scopeId(context, group)) };
  }
}

async function changeOf(
  context: EmulatorContext,
  { node, group }: Planned,
  runtime: Runtime,
  format: ResultFormat,
): Promise<Change> {
  if (node.name.includes('[')) return unidentifiable(node, runtime, format);
  if (!group) return withFormat(await foreseeGroup(context, node, runtime), format);
  const foreseen = await locateNode(context, group, node);
  if (format === 'FullResourcePayloads') return foreseeChange(context, group, foreseen, runtime);
  const { existing, id } = foreseen;
  return { resourceId: existing?.id ?? id.id, changeType: existing ? 'Deploy' : 'Create' };
}

function withFormat({ resourceId, changeType, ...payloads }: Change, format: ResultFormat): Change {
  if (format === 'FullResourcePayloads') return { resourceId, changeType, ...payloads };
  return { resourceId, changeType: changeType === 'Create' ? 'Create' : 'Deploy' };
}

/** A name that only the deployment itself can tell, from the output of one within it for instance. */
async function unidentifiable(
  { id, name, type, apiVersion, foreseenBody }: ResourceNode,
  runtime: Runtime,
  format: ResultFormat,
): Promise<Change> {
  return {
    resourceId: id,
    changeType: 'Unsupported',
    unsupportedReason: `Changes to the resource '${id}' cannot be analyzed because its resource ID or API version cannot be calculated until the deployment is under way. Please see https://aka.ms/WhatIfUnidentifiableResource for more guidance.`,
    ...(format === 'FullResourcePayloads' && {
      after: { apiVersion, id, type, name, ...withoutSecrets(type, await foreseenBody(runtime)) },
    }),
  };
}

/** The resources that a template does not have: deleted in complete mode, else left as they are. */
function leftOverChanges(
  context: EmulatorContext,
  root: ResourceGroup | undefined,
  { mode }: DeploymentRequest,
  planned: Planned[],
  format: ResultFormat,
): Change[] {
  const touched = new Set([root, ...planned.map(({ group }) => group)].flatMap((group) => group?.id ?? []));
  const nodes = planned.map(({ node }) => node);
  return [...touched].flatMap((groupId) => {
    const changeType = mode === 'Complete' && groupId === root?.id ? 'Delete' : 'Ignore';
    return resourcesLeftOver(context, groupId, nodes).map((resource): Change => {
      if (format === 'ResourceIdOnly') return { resourceId: resource.id, changeType };
      const before = listed(resource);
      return {
        resourceId: resource.id,
        changeType,
        before,
        ...(changeType === 'Ignore' && { after: before }),
      };
    });
  });
}

const listed = (resource: Resource): JsonObject => ({
  apiVersion: newestApiVersion(resource.type),
  ...renderReference(resource),
});

function foreseeingRuntime(context: EmulatorContext): Runtime {
  const today = createRuntime(context);
  const orUnanswerable = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ArmError && error.status === 404) throw new Unanswerable(error.message);
      throw error;
    }
  };
  return {
    reference: (...question) => orUnanswerable(today.reference(...question)),
    list: (...question) => orUnanswerable(today.list(...question)),
  };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function errorOf(error: unknown, scope: string): WireError {
  return {
    code: 'DeploymentWhatIfResourceError',
    message: `The request to predict template deployment changes to scope '${scope}' has failed due to a resource error. See details for more information.`,
    details: [deploymentWireError(error)],
  };
}
