import type { EmulatorContext } from '../../context.ts';
import type { ResourceGroup, WireError } from '../../state/models.ts';
import type { Places } from '../../template/place.ts';
import { type ExpandedTemplate, expandTemplate, type ResourceNode } from '../../template/template.ts';
import { checkApiVersion } from '../api-versions.ts';
import { ArmError } from '../arm-error.ts';
import { renderGroup } from '../groups.ts';
import { requireKind } from '../lookup.ts';
import { isDeployment, isResourceGroup } from './resource-types.ts';
import { refuseTemplateNow } from './template-wire-error.ts';

export type Expandable = {
  name: string;
  template?: unknown;
  parameters: Record<string, { value?: unknown }>;
  startedAtMs: number;
  location?: string | undefined;
  places?: Places;
};

/**
 * The template's graph for a group, or for the subscription when there is none, every type and api-version known.
 * Throws ArmError 400.
 */
export function expandDeployment(
  context: EmulatorContext,
  group: ResourceGroup | undefined,
  { name, template, parameters, startedAtMs, location, places }: Expandable,
): ExpandedTemplate {
  const { tenant, subscription } = context.account();
  const expanded = refuseTemplateNow(() =>
    expandTemplate({
      template,
      parameters,
      ...(places && { places }),
      scope: {
        tenantId: tenant.id,
        subscription: {
          id: `/subscriptions/${subscription.id}`,
          subscriptionId: subscription.id,
          tenantId: tenant.id,
          displayName: subscription.displayName,
        },
        ...(group && { resourceGroup: renderGroup(group) }),
        deploymentName: name,
        ...(location !== undefined && { location }),
        utcNow: new Date(startedAtMs).toISOString(),
      },
    }),
  );
  const enabled = expanded.resources.filter((node) => node.enabled);
  const problems = enabled.flatMap((node) => problemsOf(node, group));
  if (problems.length === 0) return expanded;
  throw invalidDeployment(name, problems);
}

/** The refusal of a deployment for what is wrong with its resources. */
export function invalidDeployment(name: string, details: WireError[]): ArmError {
  return new ArmError(
    400,
    'InvalidTemplateDeployment',
    `The template deployment '${name}' is not valid according to the validation procedure. See inner errors for details.`,
    { details },
  );
}

function problemsOf({ id, type, apiVersion }: ResourceNode, group: ResourceGroup | undefined): WireError[] {
  try {
    if (!isDeployment(type) && !isResourceGroup(type)) requireKind(type);
    checkApiVersion(type.split('/')[0] ?? '', apiVersion, type);
    checkPlace(id, type, group);
    return [];
  } catch (error) {
    if (!(error instanceof ArmError)) throw error;
    return [{ ...error.wire, target: id }];
  }
}

/** Only deployments lead out of the group, and only they and groups stand in the subscription itself. */
function checkPlace(id: string, type: string, group: ResourceGroup | undefined): void {
  if (isDeployment(type) || (!group && isResourceGroup(type))) return;
  if (group && !isResourceGroup(type) && id.toLowerCase().startsWith(`${group.id.toLowerCase()}/`)) return;
  throw new ArmError(
    400,
    'InvalidDeploymentScope',
    `The resource '${id}' of type '${type}' cannot be deployed by a deployment to ${group ? `the resource group '${group.name}'` : 'the subscription'}.`,
  );
}
