import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { expandTemplate } from '../emulator/template/template.ts';
import finetuningConfig from './finetuning.config.json';
import seed from './local-azure.seed.json';
import finetuningTemplate from './provision/finetuning.json';
import finetuningParameters from './provision/finetuning.parameters.json';
import inferenceTemplate from './provision/inference.json';
import inferenceParameters from './provision/inference.parameters.json';

const { tenant, subscription, resourceGroup } = seed;
const subscriptionId = `/subscriptions/${subscription.id}`;
const scope = {
  tenantId: tenant.id,
  subscription: {
    id: subscriptionId,
    subscriptionId: subscription.id,
    tenantId: tenant.id,
    displayName: subscription.displayName,
  },
  resourceGroup: {
    id: `${subscriptionId}/resourceGroups/${resourceGroup.name}`,
    name: resourceGroup.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: resourceGroup.location,
    properties: { provisioningState: 'Succeeded' },
  },
  deploymentName: seed.deployment.name,
  utcNow: '2026-01-01T00:00:00.000Z',
};
const runtime = {
  reference: () => Promise.resolve({ configuration: { ingress: { fqdn: 'app.example' } } }),
  list: () => Promise.reject(new Error('No output asks for a key.')),
};

test("finetuning.config.json names what the sample's fine-tuning leaves", async () => {
  const deployed = expand(finetuningTemplate, finetuningParameters.parameters);
  expect(await outputsOf(deployed)).toEqual(finetuningConfig);
});

test('null parameters reuse every one of those resources, and add only the app', () => {
  const left = expand(finetuningTemplate, finetuningParameters.parameters).resources.map(({ id }) => id);
  const wanted = expand(inferenceTemplate, inferenceParameters.parameters).resources.map(({ id }) => id);
  expect(wanted.filter((id) => !left.includes(id))).toEqual([
    `${scope.resourceGroup.id}/providers/Microsoft.App/containerApps/aiacaappw3mc7`,
  ]);
  expect(left.filter((id) => !wanted.includes(id))).toEqual([]);
});

test('the outputs of provisioning are what AI Toolkit writes to inference.config.json', async () => {
  const outputs = await outputsOf(expand(inferenceTemplate, inferenceParameters.parameters));
  expect(outputs).toEqual({
    SUBSCRIPTION_ID: subscription.id,
    RESOURCE_GROUP_NAME: resourceGroup.name,
    STORAGE_ACCOUNT_NAME: finetuningConfig.STORAGE_ACCOUNT_NAME,
    FILE_SHARE_NAME: finetuningConfig.FILE_SHARE_NAME,
    ACA_APP_NAME: 'aiacaappw3mc7',
    ACA_APP_ENDPOINT: 'app.example',
  });
});

test('every file that the seed names is there', async () => {
  const { template, parameters } = seed.deployment;
  for (const path of [template, parameters, ...seed.files.map(({ from }) => from)]) {
    await expect(stat(new URL(path, import.meta.url)), path).resolves.toBeDefined();
  }
});

function expand(template: unknown, parameters: Record<string, { value: unknown }>) {
  const given = Object.entries(parameters).filter(([, { value }]) => value !== null);
  return expandTemplate({ template, parameters: Object.fromEntries(given), scope });
}

async function outputsOf({ outputs }: ReturnType<typeof expand>) {
  const values = Object.entries(await outputs(runtime)).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(values);
}
