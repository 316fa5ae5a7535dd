import { readFile } from 'node:fs/promises';
import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { beforeEach, describe, expect, test } from 'vitest';
import { updateAppSettings } from '@/lib/azure/app-settings';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { parametersSchema } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import { exportDeployment } from '@/lib/provisioning/by-hand/export-deployment';
import { readTemplateFile } from '@/lib/provisioning/by-hand/template-files';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

/** A busy machine takes some seconds. */
const AZURE_TIMEOUT_MS = 60_000;
const APP = { ...sample, appName: 'aiacaappw3mc7' };

withTempData();

const parameters = (given: object = {}) =>
  parametersSchema.parse({ defaultCommands: ['sleep infinity'], maximumInstanceCount: 1, ...given });

async function project(change: (template: Record<string, Record<string, unknown>>) => void = () => {}) {
  const template = JSON.parse(await quickTemplate());
  change(template);
  return tempProject({
    [TEMPLATE]: JSON.stringify(template),
    'infra/finetuning.config.json': await readFile('infra/finetuning.config.json', 'utf8'),
  });
}

/** What the Azure CLI does with the command: both files as they are. */
async function deployFiles(of: Project, file: string) {
  const { subscriptionId, resourceGroup } = sample;
  const client = new DeploymentsClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
  const template = JSON.parse(await readTemplateFile(of, 'inference.json'));
  const { parameters: given } = JSON.parse(file);
  return client.deployments.createOrUpdate(resourceGroup, 'by-hand', {
    properties: { template, parameters: given, mode: 'Incremental' },
  });
}

describe('the files for the Azure CLI', { timeout: AZURE_TIMEOUT_MS }, () => {
  beforeEach(() => startLocalAzure());

  test('make what a provision would make, without Slipway', async () => {
    const own = await project();
    const { parameters: file, leftOut, command } = await exportDeployment(own, sample, parameters());
    expect(leftOut).toEqual([]);
    expect(command.bash).toMatch(/ --resource-group rg-sample-finetuning --name inference-\d{8}-\d{6} /);
    const { properties } = await deployFiles(own, file);
    expect(properties?.provisioningState).toBe('Succeeded');
    expect(properties?.outputs).toMatchObject({ ACA_APP_NAME: { value: APP.appName } });
  });

  test("hold nothing of the app's variables and secrets, and say what that means", async () => {
    const own = await project();
    const keyed = parameters({ endpointKey: true });
    await deployFiles(own, (await exportDeployment(own, sample, keyed)).parameters);
    await updateAppSettings(APP, ({ variables, secrets }) => ({
      secrets: [...secrets, { name: 'hf-token', value: 'hf_a-token-of-somebody' }],
      variables: [...variables, { name: 'HF_TOKEN', secretRef: 'hf-token' }, { name: 'MODE', value: 'fast' }],
    }));
    const exported = await exportDeployment(own, sample, keyed);
    expect(JSON.stringify(exported)).not.toMatch(/somebody|"fast"|endpointKeyValue|appSecrets/);
    expect(exported.leftOut).toEqual([
      expect.stringContaining('(HF_TOKEN, MODE, hf-token)'),
      expect.stringContaining('a new one'),
    ]);
    expect((await deployFiles(own, exported.parameters)).properties?.provisioningState).toBe('Succeeded');
  });

  test('hold no secret of a template of one’s own; a reference to a Key Vault stays', async () => {
    const own = await project((template) => {
      Object.assign(template.parameters ?? {}, {
        plainSecret: { type: 'securestring' },
        byReference: { type: 'securestring' },
      });
    });
    const id = `/subscriptions/${sample.subscriptionId}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv`;
    const byReference = { reference: { keyVault: { id }, secretName: 'one' } };
    const given = parameters({ plainSecret: 'of-somebody', byReference });
    const exported = await exportDeployment(own, sample, given);
    expect(exported.parameters).not.toContain('of-somebody');
    expect(JSON.parse(exported.parameters).parameters).toMatchObject({ byReference });
    expect(exported.leftOut).toEqual(['plainSecret, a secret: the command asks for it.']);
  });
});

test('a template that is not there is named', async () => {
  await expect(readTemplateFile(await tempProject(), 'inference.bicep')).rejects.toMatchObject({
    info: { code: 'template_missing', target: 'infra/provision/inference.bicep' },
  });
});
