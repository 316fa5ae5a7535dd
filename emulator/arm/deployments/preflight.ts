import type { EmulatorContext } from '../../context.ts';
import type { ResourceGroup, WireError } from '../../state/models.ts';
import { Unanswerable } from '../../template/contract.ts';
import type { ExpandedTemplate, ResourceNode, Runtime } from '../../template/template.ts';
import { parseResourceId } from '../resource-id.ts';
import { refuseComplete } from './deploy-nested.ts';
import { checkDeploymentName } from './deployment-name.ts';
import { parseDeployment } from './deployment-request.ts';
import { expandDeployment, invalidDeployment } from './expand.ts';
import { parseDeploymentId } from './find-deployment.ts';
import { refusalOf } from './refusal.ts';
import { isDeployment } from './resource-types.ts';
import { refuseTemplate } from './template-wire-error.ts';

/** Resources that are looked at beforehand, those of deployments within included; any more are not. */
const MAX_FORESEEN_RESOURCES = 2000;

type Inquiry = { context: EmulatorContext; left: number };

/**
 * What ARM asks the providers before anything is deployed: whether they would take each resource, as far as its body
 * is known and what it builds on is there; deployments within the deployment are looked into. Nothing is written.
 * Throws ArmError 400.
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/quickstart-troubleshoot-arm-deployment
 */
export async function preflight(
  context: EmulatorContext,
  group: ResourceGroup | undefined,
  name: string,
  expanded: ExpandedTemplate,
): Promise<void> {
  const details = await refusals({ context, left: MAX_FORESEEN_RESOURCES }, group, expanded, true);
  if (details.length === 0) return;
  throw invalidDeployment(name, [
    {
      code: 'PreflightValidationCheckFailed',
      message: 'Preflight validation failed. Please refer to the details for the specific errors.',
      details,
    },
  ]);
}

/** `asksProviders` is false below a deployment that waits for what is not there yet: only its template is checked. */
async function refusals(
  inquiry: Inquiry,
  group: ResourceGroup | undefined,
  { resources }: ExpandedTemplate,
  asksProviders: boolean,
): Promise<WireError[]> {
  const found: WireError[] = [];
  const { context } = inquiry;
  for (const node of resources.filter(({ enabled }) => enabled)) {
    inquiry.left -= 1;
    if (inquiry.left < 0) break;
    const body = await knownBody(node);
    if (!body) continue;
    const asks = asksProviders && node.dependsOn.every((id) => isThere(context, id));
    if (isDeployment(node.type)) found.push(...(await nestedRefusals(inquiry, node, body, asks)));
    else if (group && asks) found.push(...(await refusalOf(context, group, node, body)));
  }
  return found;
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

const isThere = ({ state }: EmulatorContext, id: string): boolean =>
  (parseResourceId(id) && state.resources.get(id)) !== undefined;

async function nestedRefusals(
  inquiry: Inquiry,
  { id }: ResourceNode,
  body: Record<string, unknown>,
  asks: boolean,
): Promise<WireError[]> {
  const { context } = inquiry;
  const { groupName, subscriptionId, name } = parseDeploymentId(id);
  refuseComplete(name, body);
  checkDeploymentName(name);
  const request = parseDeployment(body);
  const group =
    groupName === undefined
      ? undefined
      : context.state.resourceGroups.get(`/subscriptions/${subscriptionId}/resourceGroups/${groupName}`);
  // A group that is yet to come has nothing to be asked about.
  if (groupName !== undefined && !group) return [];
  const startedAtMs = context.clock.now();
  const expanded = expandDeployment(context, group, { name, startedAtMs, ...request });
  return refusals(inquiry, group, expanded, asks);
}
