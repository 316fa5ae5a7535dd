import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource, ResourceGroup, WireError } from '../../state/models.ts';
import { Unanswerable } from '../../template/contract.ts';
import type { ExpandedTemplate, Runtime } from '../../template/template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { ArmError, toWireError } from '../arm-error.ts';
import { resourcesLeftOver } from '../deployments/complete-mode.ts';
import type { DeploymentRequest } from '../deployments/deployment-request.ts';
import { createRuntime } from '../deployments/runtime.ts';
import { newestApiVersion } from '../newest-api-version.ts';
import { renderReference } from '../render.ts';
import { type Change, foreseeChange, locateNode } from './foresee-change.ts';
import { maskSecrets, storedSecrets } from './mask-secrets.ts';
import type { ResultFormat } from './what-if-request.ts';

/**
 * What a deployment would change, as ARM answers it (WhatIfOperationResult); nothing is written. What a resource says
 * that does not exist yet cannot be foreseen: the expressions that ask it are shown as they are written.
 */
export async function whatIf(
  context: EmulatorContext,
  group: ResourceGroup,
  request: DeploymentRequest,
  expanded: ExpandedTemplate,
  format: ResultFormat,
): Promise<JsonObject> {
  try {
    const changes = [
      ...(await changesOf(context, group, expanded, format)),
      ...leftOverChanges(context, group, request, expanded, format),
    ];
    const secrets = [...storedSecrets(context), ...secureValues(request, expanded)];
    return { status: 'Succeeded', properties: { changes: maskSecrets(changes, secrets) } };
  } catch (error) {
    return { status: 'Failed', error: errorOf(error, group) };
  }
}

async function changesOf(
  context: EmulatorContext,
  group: ResourceGroup,
  { resources }: ExpandedTemplate,
  format: ResultFormat,
): Promise<Change[]> {
  const runtime = foreseeingRuntime(context);
  const changes: Change[] = [];
  for (const node of resources.filter(({ enabled }) => enabled)) {
    const foreseen = await locateNode(context, group, node);
    if (!foreseen)
      changes.push({ resourceId: node.id, changeType: 'Unsupported', unsupportedReason: UNSUPPORTED });
    else if (format === 'ResourceIdOnly') {
      const { existing, id } = foreseen;
      changes.push({ resourceId: existing?.id ?? id.id, changeType: existing ? 'Deploy' : 'Create' });
    } else changes.push(await foreseeChange(context, group, foreseen, runtime));
  }
  return changes;
}

const UNSUPPORTED = 'Changes to resources outside of a resource group cannot be analyzed.';

/** The resources that the template does not have: deleted in complete mode, else left as they are. */
function leftOverChanges(
  context: EmulatorContext,
  group: ResourceGroup,
  { mode }: DeploymentRequest,
  { resources }: ExpandedTemplate,
  format: ResultFormat,
): Change[] {
  return resourcesLeftOver(context, group.id, resources).map((resource): Change => {
    const changeType = mode === 'Complete' ? 'Delete' : 'Ignore';
    if (format === 'ResourceIdOnly') return { resourceId: resource.id, changeType };
    const before = listed(resource);
    return { resourceId: resource.id, changeType, before, ...(changeType === 'Ignore' && { after: before }) };
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

function secureValues({ parameters }: DeploymentRequest, expanded: ExpandedTemplate): string[] {
  return Object.entries(expanded.parameters).flatMap(([name, { type }]) => {
    const given = type.toLowerCase().startsWith('secure') ? parameters[name]?.value : undefined;
    return textsIn(given);
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function errorOf(error: unknown, { id }: ResourceGroup): WireError {
  const cause =
    error instanceof TemplateError ? { code: error.code, message: error.message } : toWireError(error);
  return {
    code: 'DeploymentWhatIfResourceError',
    message: `The request to predict template deployment changes to scope '${id}' has failed due to a resource error. See details for more information.`,
    details: [cause],
  };
}
