import type { EmulatorContext } from '../../context.ts';
import type { ResourceGroup, WireError } from '../../state/models.ts';
import { Unanswerable } from '../../template/contract.ts';
import type { ExpandedTemplate, ResourceNode, Runtime } from '../../template/template.ts';
import { ArmError } from '../arm-error.ts';
import { parseBody, resourceBody } from '../kinds/kind.ts';
import { findResource, requireKind } from '../lookup.ts';
import { plannedResource } from '../planned-resource.ts';
import { parseResourceId } from '../resource-id.ts';
import { withoutFaults } from '../without-faults.ts';
import { invalidDeployment } from './expand.ts';
import { isDeployment, isResourceGroup } from './resource-types.ts';
import { refuseTemplate } from './template-wire-error.ts';

/**
 * What ARM asks the providers before anything is deployed: whether they would take each resource, as far as its body
 * is known and what it builds on is there. Nothing is written. Throws ArmError 400.
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/quickstart-troubleshoot-arm-deployment
 */
export async function preflight(
  context: EmulatorContext,
  group: ResourceGroup | undefined,
  name: string,
  { resources }: ExpandedTemplate,
): Promise<void> {
  const refused: { node: ResourceNode; error: WireError }[] = [];
  for (const node of resources.filter(({ enabled }) => enabled)) {
    const body = await knownBody(node);
    const error = body && group && (await refusal(context, group, node, body));
    if (error) refused.push({ node, error });
  }
  if (refused.length === 0) return;
  throw invalidDeployment(name, [
    {
      code: 'PreflightValidationCheckFailed',
      message: 'Preflight validation failed. Please refer to the details for the specific errors.',
      details: refused.map(({ node, error }) => ({ target: node.name.split('/').at(-1) ?? '', ...error })),
    },
  ]);
}

/** Undefined when an expression needs an answer of a resource. Throws ArmError when one is wrong by itself. */
async function knownBody(node: ResourceNode): Promise<Record<string, unknown> | undefined> {
  let asked = false;
  const silent = () => {
    asked = true;
    return Promise.reject(new Unanswerable());
  };
  const runtime: Runtime = { reference: silent, list: silent };
  const body = await refuseTemplate(() => node.foreseenBody(runtime));
  return asked ? undefined : body;
}

async function refusal(
  context: EmulatorContext,
  group: ResourceGroup,
  node: ResourceNode,
  body: Record<string, unknown>,
): Promise<WireError | undefined> {
  const id = parseResourceId(node.id);
  if (!id || isDeployment(node.type) || isResourceGroup(node.type)) return undefined;
  for (const needed of node.dependsOn) {
    const target = parseResourceId(needed);
    if (!target || !(await findResource(context, target))) return undefined;
  }
  try {
    plannedResource(withoutFaults(context), {
      kind: requireKind(id.type),
      group,
      id,
      body: parseBody(resourceBody, body),
      existing: await findResource(context, id),
    });
    return undefined;
  } catch (error) {
    // What is not there yet may come before this resource's turn; what does not depend on others is refused now.
    if (error instanceof ArmError && error.status !== 404) return error.wire;
    if (error instanceof ArmError) return undefined;
    throw error;
  }
}
