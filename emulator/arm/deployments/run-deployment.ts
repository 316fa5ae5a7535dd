import type { EmulatorContext } from '../../context.ts';
import type { Deployment, WireError } from '../../state/models.ts';
import type { ExpandedTemplate, ResourceNode, Runtime } from '../../template/template.ts';
import { groupId } from '../resource-id.ts';
import { deleteLeftOver, resourcesLeftOver } from './complete-mode.ts';
import type { StartNested } from './deploy-nested.ts';
import { deployNode } from './deploy-node.ts';
import { targetsOf } from './deployed-targets.ts';
import { type Journal, openJournal } from './journal.ts';
import { createRuntime } from './runtime.ts';
import { deploymentWireError } from './template-wire-error.ts';

const OUTPUT_OPERATION_ID = '08EVALUATEOUTPUT';

/**
 * Deploys a template's graph, as much at once as its dependencies allow, and records the end. A resource whose
 * dependency failed is left alone; the others go on, as in ARM. Goes on where a killed predecessor stopped.
 */
export async function runDeployment(
  context: EmulatorContext,
  deployment: Deployment,
  expanded: ExpandedTemplate,
  startNested: StartNested,
): Promise<void> {
  const journal = openJournal(context, deployment);
  const runtime = createRuntime(context);
  const run = { deployment, journal, runtime, startNested };
  const succeeded = await deployGraph(expanded.resources, async (node) =>
    journal.isRunning() ? deployNode(context, node, run) : false,
  );
  if (!journal.isRunning()) return;
  if (!succeeded) return fail(context, journal, deployment.id, resourceErrors(journal));
  if (deployment.mode === 'Complete' && deployment.resourceGroup !== undefined) {
    const group = groupId(context.account().subscription.id, deployment.resourceGroup);
    const deployed = targetsOf(context, journal.operations()).map(({ id }) => ({ id, enabled: true }));
    const leftOver = resourcesLeftOver(context, group, [...expanded.resources, ...deployed]);
    const deleted = await deleteLeftOver(context, journal, leftOver);
    if (!journal.isRunning()) return;
    if (!deleted) return fail(context, journal, deployment.id, resourceErrors(journal));
  }
  await finishWithOutputs(context, journal, expanded, runtime);
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
    if (context.tasks.signal.aborted) throw error;
    const wire = deploymentWireError(error);
    recordEnd('Failed', 'BadRequest', wire);
    journal.update({ provisioningState: 'Failed', endedAtMs: context.clock.now(), error: wire });
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
