import 'server-only';
import { endpointUrl } from '@/lib/azure/cloud';
import { type DeploymentAddress, getDeployment, submitDeployment } from '@/lib/azure/deployments';
import { getResourceGroup } from '@/lib/azure/resource-groups';
import type { InferenceConfig } from '@/lib/config/inference-config';
import { cancelProvisioning } from '@/lib/provisioning/cancel';
import { listGroupIds } from '@/lib/provisioning/created-resources';
import { deploymentOf } from '@/lib/provisioning/deployment-address';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import { followDeployment } from '@/lib/provisioning/follow';
import { replaceInferenceConfig } from '@/lib/provisioning/history/config-history';
import { type ProvisionInput, provisionInputSchema } from '@/lib/provisioning/input';
import { configFromOutputs, configFromStep } from '@/lib/provisioning/outputs';
import { requirePlan, requirePlanned } from '@/lib/provisioning/plan/require-plan';
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
  const { project, input, signal } = context;
  const at = locate(context);
  if (!(await getDeployment(at, signal))) {
    await requirePlanned(project, input);
    const template = await readTemplate(project);
    const values = await deploymentParameters(project, input, input.parameters, signal);
    await submitDeployment(at, template, values, signal);
  }
  return { deployment: at.name };
}

async function follow(context: Context) {
  const outputs = await followDeployment(context, locate(context));
  return { config: configFromOutputs(outputs) };
}

async function record(context: Context) {
  await replaceInferenceConfig(context.project, configFromStep(context.results.follow));
  return undefined;
}

function locate({ runId, input }: Context): DeploymentAddress {
  return deploymentOf(runId, input);
}

function appId({ SUBSCRIPTION_ID, RESOURCE_GROUP_NAME, ACA_APP_NAME }: InferenceConfig): string {
  return `/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/${RESOURCE_GROUP_NAME}/providers/Microsoft.App/containerApps/${ACA_APP_NAME}`;
}
