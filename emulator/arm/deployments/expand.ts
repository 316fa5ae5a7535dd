import type { EmulatorContext } from '../../context.ts';
import type { ResourceGroup, WireError } from '../../state/models.ts';
import { type ExpandedTemplate, expandTemplate } from '../../template/template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { checkApiVersion } from '../api-versions.ts';
import { ArmError } from '../arm-error.ts';
import { requireKind } from '../lookup.ts';
import { renderGroup } from '../groups.ts';

export type Expandable = {
  name: string;
  template?: unknown;
  parameters: Record<string, { value?: unknown }>;
  startedAtMs: number;
};

/** The template's graph for this group, every type and api-version known. Throws ArmError 400. */
export function expandDeployment(
  context: EmulatorContext,
  group: ResourceGroup,
  { name, template, parameters, startedAtMs }: Expandable,
): ExpandedTemplate {
  const { tenant, subscription } = context.account();
  const expanded = translate(() =>
    expandTemplate({
      template,
      parameters,
      scope: {
        tenantId: tenant.id,
        subscription: {
          id: `/subscriptions/${subscription.id}`,
          subscriptionId: subscription.id,
          tenantId: tenant.id,
          displayName: subscription.displayName,
        },
        resourceGroup: renderGroup(group),
        deploymentName: name,
        utcNow: new Date(startedAtMs).toISOString(),
      },
    }),
  );
  const problems = expanded.resources.filter(({ enabled }) => enabled).flatMap(preflight);
  if (problems.length === 0) return expanded;
  throw new ArmError(
    400,
    'InvalidTemplateDeployment',
    `The template deployment '${name}' is not valid according to the validation procedure. See inner errors for details.`,
    { details: problems },
  );
}

function preflight({ id, type, apiVersion }: { id: string; type: string; apiVersion: string }): WireError[] {
  try {
    requireKind(type);
    checkApiVersion(type.split('/')[0] ?? '', apiVersion, type);
    return [];
  } catch (error) {
    if (!(error instanceof ArmError)) throw error;
    return [{ ...error.wire, target: id }];
  }
}

function translate<T>(expand: () => T): T {
  try {
    return expand();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new ArmError(400, error.code, error.message, error.details && { details: error.details });
  }
}
