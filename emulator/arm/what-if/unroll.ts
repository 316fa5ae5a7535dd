import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, ResourceGroup } from '../../state/models.ts';
import type { ExpandedTemplate, ResourceNode, Runtime } from '../../template/template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { ArmError } from '../arm-error.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import { expandDeployment } from '../deployments/expand.ts';
import { isDeployment, isResourceGroup } from '../deployments/resource-types.ts';

/** What-if looks into so many deployments within a deployment; the resources of further ones are not told. */
const MAX_NESTED = 500;

const TARGET =
  /^(\/subscriptions\/[^/]+(?:\/resourcegroups\/[^/]+)?)\/providers\/[^/]+\/deployments\/([^/]+)$/i;
const RESOURCE_GROUP = /\/resourcegroups\//i;

/** A resource that a deployment, or one within it, would deploy, and the group where. */
export type Planned = { node: ResourceNode; group: ResourceGroup | undefined };

/** https://learn.microsoft.com/rest/api/resources/deployments/what-if#deploymentdiagnosticsdefinition */
type Diagnostic = { level: 'Warning'; code: string; message: string; target: string };

export type Unrolled = {
  planned: Planned[];
  skipped: ResourceNode[];
  diagnostics: Diagnostic[];
  /** Of the parameters of all these deployments. */
  secureValues: unknown[];
};

/**
 * The resources of a deployment with those of the deployments within it, as far as they can be known beforehand.
 * Throws ArmError and TemplateError when one of those is wrong.
 */
export async function unroll(
  context: EmulatorContext,
  group: ResourceGroup | undefined,
  expanded: ExpandedTemplate,
  runtime: Runtime,
): Promise<Unrolled> {
  const all: Unrolled = { planned: [], skipped: [], diagnostics: [], secureValues: [] };
  const coming = new Map<string, ResourceGroup>();
  let nested = 0;

  const visit = async (template: ExpandedTemplate, at: ResourceGroup | undefined): Promise<void> => {
    all.secureValues.push(...template.secureValues);
    const nodes = template.resources.filter(({ enabled }) => enabled);
    for (const node of nodes)
      if (isResourceGroup(node.type)) coming.set(node.id.toLowerCase(), groupToCome(node));
    for (const node of nodes) {
      if (!isDeployment(node.type)) all.planned.push({ node, group: at });
      else if (nested >= MAX_NESTED) all.skipped.push(node);
      else await enter(node);
    }
  };

  const enter = async (node: ResourceNode): Promise<void> => {
    nested += 1;
    const watched = watch(runtime);
    const body = await node.foreseenBody(watched.runtime);
    const { scope, name } = targetOf(node);
    const at = RESOURCE_GROUP.test(scope) ? requireComing(context, coming, scope) : undefined;
    let inner: ExpandedTemplate;
    try {
      inner = expandNested(context, at, name, body);
    } catch (error) {
      const foreseeable =
        !(error instanceof ArmError || error instanceof TemplateError) || !watched.wasUnanswered();
      if (foreseeable) throw error;
      all.diagnostics.push(shortCircuited(node.id));
      return;
    }
    await visit(inner, at);
  };

  await visit(expanded, group);
  return all;
}

function expandNested(
  context: EmulatorContext,
  group: ResourceGroup | undefined,
  name: string,
  body: JsonObject,
): ExpandedTemplate {
  const startedAtMs = context.clock.now();
  return expandDeployment(context, group, { name, startedAtMs, ...parseDeployment(body) });
}

function targetOf({ id }: ResourceNode): { scope: string; name: string } {
  const [, scope, name] = TARGET.exec(id) ?? [];
  if (scope !== undefined && name !== undefined) return { scope, name };
  throw new ArmError(
    400,
    'InvalidResourceId',
    `'${id}' is not the id of a deployment to a group or subscription.`,
  );
}

function requireComing(
  context: EmulatorContext,
  coming: ReadonlyMap<string, ResourceGroup>,
  id: string,
): ResourceGroup {
  const group = context.state.resourceGroups.get(id) ?? coming.get(id.toLowerCase());
  if (group) return group;
  const name = id.split('/').at(-1);
  throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

const groupToCome = ({ id, name, location }: ResourceNode): ResourceGroup => ({
  id,
  name,
  location: location ?? '',
  provisioningState: 'Succeeded',
});

/** A runtime that remembers whether something could not be answered. */
function watch(runtime: Runtime): { runtime: Runtime; wasUnanswered(): boolean } {
  let unanswered = false;
  const noted = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      unanswered = true;
      throw error;
    }
  };
  return {
    runtime: {
      reference: (...question) => noted(runtime.reference(...question)),
      list: (...question) => noted(runtime.list(...question)),
    },
    wasUnanswered: () => unanswered,
  };
}

function shortCircuited(target: string): Diagnostic {
  return {
    level: 'Warning',
    code: 'NestedDeploymentShortCircuited',
    message:
      'A nested deployment got short-circuited and all its resources got skipped from validation. This is due to a nested template having a parameter that was not fully evaluated (e.g. contains a reference() function). Please see https://aka.ms/WhatIfEvalStopped for more guidance.',
    target,
  };
}
