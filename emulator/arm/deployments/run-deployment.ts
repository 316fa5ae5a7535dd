import type { EmulatorContext } from '../../context.ts';
import type { Deployment, WireError } from '../../state/models.ts';
import type { ExpandedTemplate, ResourceNode, Runtime } from '../../template/template.ts';
import { toWireError } from '../arm-error.ts';
import { groupId } from '../resource-id.ts';
import { deleteLeftOver, resourcesLeftOver } from './complete-mode.ts';
import { deployNode } from './deploy-node.ts';
import { type Journal, openJournal } from './journal.ts';
import { createRuntime } from './runtime.ts';

const OUTPUT_OPERATION_ID = '08EVALUATEOUTPUT';

/**
 * Deploys a template's graph, as much at once as its dependencies allow, and records the end. A resource whose
 * dependency failed is left alone; the others go on, as in ARM. Goes on where a killed predecessor stopped.
 */
export async function runDeployment(
  context: EmulatorContext,
  deployment: Deployment,
  expanded: ExpandedTemplate,
): Promise<void> {
  const journal = openJournal(context, deployment);
  const runtime = createRuntime(context);
  const succeeded = await deployGraph(expanded.resources, async (node) =>
    journal.isRunning() ? deployNode(context, journal, node, runtime) : false,
  );
  if (!journal.isRunning()) return;
  if (!succeeded) return fail(context, journal, deployment.id, resourceErrors(journal));
  if (deployment.mode === 'Complete') {
    const group = groupId(context.account().subscription.id, deployment.resourceGroup);
    const leftOver = resourcesLeftOver(context, group, expanded.resources);
    const deleted = await deleteLeftOver(context, journal, leftOver);
    if (!journal.isRunning()) return;
    if (!deleted) return fail(context, journal, deployment.id, resourceErrors(journal));
  }
  await finishWithOutputs(context, journal, deployment.id, expanded, runtime);
}

/** Runs `deploy` on every enabled node once its dependencies are there. True when all of them succeeded. */
async function deployGraph(
  nodes: ResourceNode[],
  deploy: (node: ResourceNode) => Promise<boolean>,
): Promise<boolean> {
  const byId = new Map(nodes.filter(({ enabled }) => enabled).map((node) => [node.id.toLowerCase(), node]));
  const outcomes = new Map<string, Promise<boolean>>();
  const outcomeOf = (id: string): Promise<boolean> => {
    const key = id.toLowerCase();
    const node = byId.get(key);
    if (!node) return Promise.resolve(true);
    const outcome = outcomes.get(key) ?? run(node);
    outcomes.set(key, outcome);
    return outcome;
  };
  const run = async (node: ResourceNode) => {
    const dependencies = await Promise.all(node.dependsOn.map(outcomeOf));
    return dependencies.every(Boolean) ? deploy(node) : false;
  };
  return (await Promise.all([...byId.keys()].map(outcomeOf))).every(Boolean);
}

async function finishWithOutputs(
  context: EmulatorContext,
  journal: Journal,
  deploymentId: string,
  expanded: ExpandedTemplate,
  runtime: Runtime,
): Promise<void> {
  const startedAtMs = context.clock.now();
  const recordEnd = (provisioningState: 'Succeeded' | 'Failed', statusCode: string, error?: WireError) =>
    journal.record({
      operationId: OUTPUT_OPERATION_ID,
      provisioningOperation: 'EvaluateDeploymentOutput',
      provisioningState,
      startedAtMs,
      endedAtMs: context.clock.now(),
      statusCode,
      ...(error && { error }),
    });
  try {
    const outputs = await expanded.outputs(runtime);
    recordEnd('Succeeded', 'OK');
    journal.update({ provisioningState: 'Succeeded', endedAtMs: context.clock.now(), outputs });
  } catch (error) {
    const { message } = toWireError(error);
    const wire = {
      code: 'DeploymentOutputEvaluationFailed',
      message: `Unable to evaluate template outputs. Please see error details and deployment operations. ${message}`,
    };
    recordEnd('Failed', 'BadRequest', wire);
    fail(context, journal, deploymentId, [wire]);
  }
}

function resourceErrors(journal: Journal): WireError[] {
  return journal.operations().flatMap(({ error }) => (error ? [error] : []));
}

function fail(context: EmulatorContext, journal: Journal, deploymentId: string, details: WireError[]): void {
  journal.update({
    provisioningState: 'Failed',
    endedAtMs: context.clock.now(),
    error: {
      code: 'DeploymentFailed',
      target: deploymentId,
      message:
        'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.',
      details,
    },
  });
}
