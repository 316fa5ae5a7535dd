import 'server-only';
import { endpointUrl } from '@/lib/azure/cloud';
import { type DeploymentAddress, getDeployment, submitDeployment } from '@/lib/azure/deployments';
import { armError } from '@/lib/azure/errors';
import { getResourceGroup } from '@/lib/azure/resource-groups';
import type { InferenceConfig } from '@/lib/config/inference-config';
import { AppError } from '@/lib/core/errors';
import { cancelProvisioning } from '@/lib/provisioning/cancel';
import { listGroupIds } from '@/lib/provisioning/created-resources';
import { deploymentOf } from '@/lib/provisioning/deployment-address';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import { followDeployment } from '@/lib/provisioning/follow';
import { replaceInferenceConfig } from '@/lib/provisioning/history/config-history';
import { type ProvisionInput, provisionInputSchema } from '@/lib/provisioning/input';
import { nameConflict } from '@/lib/provisioning/name-conflict';
import { configFromOutputs, configFromStep } from '@/lib/provisioning/outputs';
import { makerOf, ownTags } from '@/lib/provisioning/own-tags';
import { requirePlan, requirePlanned } from '@/lib/provisioning/plan/require-plan';
import { tagCreated } from '@/lib/provisioning/tag-created';
import { readTemplate } from '@/lib/provisioning/template';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

const CHECK_LIMIT_MS = 5 * 60_000;
const SUBMIT_LIMIT_MS = 10 * 60_000;
/** A new environment with GPU nodes has been seen to take an hour. */
const FOLLOW_LIMIT_MS = 120 * 60_000;
const RECORD_LIMIT_MS = 5 * 60_000;

type Context = StepContext<ProvisionInput>;

/** Brings up the Azure resources for inference and writes down where they are. */
export const provision: RunDefinition<ProvisionInput> = {
  kind: 'provision',
  inputSchema: provisionInputSchema,
  admit: requirePlan,
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: check },
    { name: 'submit', limitMs: SUBMIT_LIMIT_MS, run: submit },
    { name: 'follow', limitMs: FOLLOW_LIMIT_MS, run: follow },
    { name: 'record', limitMs: RECORD_LIMIT_MS, run: record },
  ],
  result: (context) => {
    const config = configFromStep(context.results.follow);
    return { endpointUrl: endpointUrl(config.ACA_APP_ENDPOINT), resourceId: appId(config) };
  },
  cancelled: (context) => cancelProvisioning(context, locate(context)),
};

async function check(context: Context) {
  const { subscriptionId, resourceGroup } = locate(context);
  await readTemplate(context.project);
  await requirePlanned(context.project, context.input);
  const { location } = await getResourceGroup(subscriptionId, resourceGroup, context.signal);
  return { location, existing: await listGroupIds({ subscriptionId, resourceGroup }, context.signal) };
}

async function submit(context: Context) {
  const { project, input, runId, signal } = context;
  const at = locate(context);
  if (!(await isUnderWay(context, at))) {
    await requirePlanned(project, input);
    const template = await readTemplate(project);
    const values = await deploymentParameters(project, input, input.parameters, signal, runId);
    try {
      await submitDeployment(at, template, values, signal, ownTags(project, runId));
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error;
      // An answer that was lost on its way, and the second request met the deployment of the first.
      if (!(await isUnderWay(context, at))) throw await nameConflict(error, at, signal);
    }
  }
  return { deployment: at.name };
}

/** Whether this run has submitted its deployment before. Throws `DeploymentActive` when someone else runs one of that name. */
async function isUnderWay({ runId, signal }: Context, at: DeploymentAddress): Promise<boolean> {
  const found = await getDeployment(at, signal);
  if (!found) return false;
  if (makerOf(found.tags)?.runId === runId) return true;
  if (found.status !== 'running') return false;
  throw await nameConflict(deploymentActive(at), at, signal);
}

async function follow(context: Context) {
  const outputs = await followDeployment(context, locate(context));
  return { config: configFromOutputs(outputs) };
}

async function record(context: Context) {
  await tagCreated(context, locate(context));
  await replaceInferenceConfig(context.project, configFromStep(context.results.follow));
  return undefined;
}

function locate({ runId, input }: Context): DeploymentAddress {
  return deploymentOf(runId, input);
}

function deploymentActive({ name }: DeploymentAddress): AppError {
  return armError(
    { code: 'DeploymentActive', message: `The deployment ${name} is still running.` },
    'start the deployment',
  );
}

function appId({ SUBSCRIPTION_ID, RESOURCE_GROUP_NAME, ACA_APP_NAME }: InferenceConfig): string {
  return `/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/${RESOURCE_GROUP_NAME}/providers/Microsoft.App/containerApps/${ACA_APP_NAME}`;
}
