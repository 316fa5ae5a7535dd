import { randomInt, randomUUID } from 'node:crypto';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment, ResourceGroup } from '../../state/models.ts';
import type { ExpandedTemplate } from '../../template/template.ts';
import { dependenciesOf } from './dependencies.ts';
import type { DeploymentRequest } from './deployment-request.ts';
import { expandDeployment } from './expand.ts';
import { deploymentId, scopeId } from './find-deployment.ts';
import { preflight } from './preflight.ts';
import { providersOf } from './providers.ts';

const RUN_ID_DIGITS = 20;

/**
 * Checks what a deployment would do in a group, or in the subscription when there is none, and describes it as one
 * that begins now. Nothing is written. Throws ArmError when the template or a resource in it is refused.
 */
export async function draftDeployment(
  context: EmulatorContext,
  group: ResourceGroup | undefined,
  name: string,
  request: DeploymentRequest,
): Promise<{ deployment: Deployment; expanded: ExpandedTemplate }> {
  const { template, parameters, location, mode, tags, debugDetail, validationLevel } = request;
  const startedAtMs = context.clock.now();
  const expanded = expandDeployment(context, group, { name, startedAtMs, ...request });
  await preflight(context, group, name, expanded);
  const deployment: Deployment = {
    id: deploymentId(scopeId(context, group), name),
    name,
    ...(group && { resourceGroup: group.name }),
    ...(location !== undefined && { location }),
    runId: Array.from({ length: RUN_ID_DIGITS }, () => randomInt(10)).join(''),
    correlationId: randomUUID(),
    provisioningState: 'Running',
    startedAtMs,
    mode,
    template,
    parameters,
    dependencies: dependenciesOf(expanded.resources),
    providers: providersOf(expanded.resources),
    echoedParameters: expanded.parameters,
    operations: [],
    ...(tags && { tags }),
    ...(debugDetail && { debugDetail }),
    ...(validationLevel && { validationLevel }),
  };
  return { deployment, expanded };
}
