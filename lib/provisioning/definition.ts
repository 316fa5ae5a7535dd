import 'server-only';
import { endpointUrl } from '@/lib/azure/cloud';
import { type DeploymentAddress, getDeployment, submitDeployment } from '@/lib/azure/deployments';
import { getResourceGroup } from '@/lib/azure/resource-groups';
import { rememberTenant } from '@/lib/azure/subscription-credential';
import { type InferenceConfig, writeInferenceConfig } from '@/lib/config/inference-config';
import { cancelProvisioning } from '@/lib/provisioning/cancel';
import { followDeployment } from '@/lib/provisioning/follow';
import { type ProvisionInput, provisionInputSchema } from '@/lib/provisioning/input';
import { configFromOutputs, configFromStep } from '@/lib/provisioning/outputs';
import { readTemplate, withoutNulls } from '@/lib/provisioning/template';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

type Context = StepContext<ProvisionInput>;

/** Brings up the Azure resources for inference and writes down where they are. */
export const provision: RunDefinition<ProvisionInput> = {
  kind: 'provision',
  inputSchema: provisionInputSchema,
  steps: [
    { name: 'check', run: check },
    { name: 'submit', run: submit },
    { name: 'follow', run: follow },
    { name: 'record', run: record },
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
  const { location } = await getResourceGroup(subscriptionId, resourceGroup, context.signal);
  return { location };
}

async function submit(context: Context) {
  const { project, input, signal } = context;
  const at = locate(context);
  if (!(await getDeployment(at, signal))) {
    await submitDeployment(at, await readTemplate(project), withoutNulls(input.parameters), signal);
  }
  return { deployment: at.name };
}

async function follow(context: Context) {
  const outputs = await followDeployment(context, locate(context));
  return { config: configFromOutputs(outputs) };
}

async function record(context: Context) {
  await writeInferenceConfig(context.project, configFromStep(context.results.follow));
  return undefined;
}

/**
 * The run's deployment. Its name comes from the run, so that after a crash the run finds the one that it has started;
 * and any step may be the first of a new process, which has not learnt the tenant yet.
 */
function locate({ runId, input }: Context): DeploymentAddress {
  const { subscriptionId, resourceGroup, tenantId } = input;
  if (tenantId) rememberTenant(subscriptionId, tenantId);
  return { subscriptionId, resourceGroup, name: `slipway-${runId}` };
}

function appId({ SUBSCRIPTION_ID, RESOURCE_GROUP_NAME, ACA_APP_NAME }: InferenceConfig): string {
  return `/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/${RESOURCE_GROUP_NAME}/providers/Microsoft.App/containerApps/${ACA_APP_NAME}`;
}
