import { inSubscription } from '../../accounts.ts';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment, ResourceGroup } from '../../state/models.ts';
import type { ExpandedTemplate } from '../../template/template.ts';
import { requireGroup } from '../lookup.ts';
import { checkLocation, deploymentActive, refuseBeyondQuota, replaceable } from './admit-deployment.ts';
import type { StartNested } from './deploy-nested.ts';
import { checkDeploymentName } from './deployment-name.ts';
import { type DeploymentRequest, parseDeployment } from './deployment-request.ts';
import { draftDeployment } from './draft-deployment.ts';
import { expandDeployment } from './expand.ts';
import { deploymentId, parseDeploymentId, scopeId } from './find-deployment.ts';
import { runDeployment } from './run-deployment.ts';

export type Started = { created: boolean; deployment: Deployment; finished: Promise<void> };

/**
 * Checks a deployment to a group, or to the subscription when there is none, records it as running and lets it run;
 * `finished` resolves when it has ended, however. Throws ArmError when the template is refused, one of that name is
 * still running or there is no room for another.
 */
export async function startDeployment(
  context: EmulatorContext,
  group: ResourceGroup | undefined,
  name: string,
  request: DeploymentRequest,
  parent?: Pick<Deployment, 'runId' | 'correlationId'>,
): Promise<Started> {
  const scope = scopeId(context, group);
  const id = deploymentId(scope, name);
  const previous = replaceable(context, id);
  if (context.faults.strikes('conflict', id)) throw deploymentActive(name, context.clock.now());
  refuseBeyondQuota(context, scope, name);
  checkLocation(group, name, request.location, previous);
  const draft = await draftDeployment(context, group, name, request);
  // Another one may have taken the name while this one was checked.
  replaceable(context, id);
  const { runId: parentRunId, correlationId = draft.deployment.correlationId } = parent ?? {};
  const deployment = { ...draft.deployment, correlationId, ...(parentRunId && { parentRunId }) };
  context.state.deployments.put(id, deployment);
  return { created: !previous, deployment, finished: run(context, deployment, draft.expanded) };
}

/** Goes on with a deployment that a killed predecessor left running. Throws ArmError when it cannot. */
export function goOn(context: EmulatorContext, deployment: Deployment): Promise<void> {
  const { subscriptionId } = parseDeploymentId(deployment.id);
  const own = inSubscription(context, subscriptionId);
  const group =
    deployment.resourceGroup === undefined
      ? undefined
      : requireGroup(own, subscriptionId, deployment.resourceGroup);
  return run(own, deployment, expandDeployment(own, group, deployment));
}

function run(context: EmulatorContext, deployment: Deployment, expanded: ExpandedTemplate): Promise<void> {
  const finished = Promise.withResolvers<void>();
  context.tasks.run(() =>
    runDeployment(context, deployment, expanded, startNested).finally(finished.resolve),
  );
  return finished.promise;
}

/** A deployment within another; one that is under way since before a kill is taken up again. */
const startNested: StartNested = async (context, parent, { id, subscriptionId, groupName, name }, body) => {
  const existing = context.state.deployments.get(id);
  if (existing?.parentRunId === parent.runId) {
    if (existing.provisioningState === 'Running') await goOn(context, existing);
    return { created: true };
  }
  const group = groupName === undefined ? undefined : requireGroup(context, subscriptionId, groupName);
  const started = await startDeployment(
    context,
    group,
    checkDeploymentName(name),
    parseDeployment(body),
    parent,
  );
  await started.finished;
  return { created: started.created };
};
