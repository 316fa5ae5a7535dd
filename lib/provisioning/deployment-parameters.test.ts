import { readFile } from 'node:fs/promises';
import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { listAppSecrets, readAppSettings, updateAppSettings } from '@/lib/azure/app-settings';
import { armClientOptions } from '@/lib/azure/cloud';
import { getDeployment, submitDeployment } from '@/lib/azure/deployments';
import { getEnvironment } from '@/lib/azure/environments';
import { listTags } from '@/lib/azure/resources';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { gpuProfiles, type ProvisionParameters, parametersSchema } from '@/lib/config/parameters-schema';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import { readTemplate } from '@/lib/provisioning/template';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

/** A busy machine takes some seconds. */
const AZURE_TIMEOUT_MS = 60_000;
const APP = { ...sample, appName: 'aiacaappw3mc7' };
const ENVIRONMENT = { ...sample, environmentName: 'aienvw3mc7' };

withTempData();

const parameters = (given: Partial<ProvisionParameters> = {}) =>
  parametersSchema.parse({ defaultCommands: ['sleep infinity'], maximumInstanceCount: 1, ...given });

async function project(template?: string) {
  const tuned = await readFile('infra/finetuning.config.json', 'utf8');
  return tempProject({
    [TEMPLATE]: template ?? (await quickTemplate()),
    'infra/finetuning.config.json': tuned,
  });
}
type Project = Awaited<ReturnType<typeof project>>;

const sent = (of: Project, given?: Partial<ProvisionParameters>) =>
  deploymentParameters(of, sample, parameters(given));

async function deploy(of: Project, given?: Partial<ProvisionParameters>): Promise<void> {
  const at = { ...sample, name: `test-${crypto.randomUUID()}` };
  await submitDeployment(at, await readTemplate(of), await sent(of, given));
  const ended = await vi.waitUntil(
    async () => {
      const now = await getDeployment(at);
      return now?.status === 'running' ? null : now;
    },
    { timeout: AZURE_TIMEOUT_MS },
  );
  expect(ended.error).toBeUndefined();
}

async function whatIf(of: Project, given?: Partial<ProvisionParameters>) {
  const client = new DeploymentsClient(
    credentialFor(sample.subscriptionId),
    sample.subscriptionId,
    armClientOptions(),
  );
  const values = Object.entries(await sent(of, given)).map(([name, value]) => [name, { value }]);
  const { changes } = await client.deployments.whatIf(sample.resourceGroup, 'foreseen', {
    properties: {
      template: await readTemplate(of),
      parameters: Object.fromEntries(values),
      mode: 'Incremental',
    },
  });
  return changes ?? [];
}

describe('what ARM is given', { timeout: AZURE_TIMEOUT_MS }, () => {
  beforeEach(() => startLocalAzure());

  test.each(gpuProfiles)('changes nothing when %s is deployed a second time', async (gpuProfile) => {
    const given = { gpuProfile, minimumReplicas: 0, endpointKey: true };
    const own = await project();
    await deploy(own, given);
    const changes = (await whatIf(own, given)).filter(({ changeType }) => changeType !== 'Ignore');
    expect(changes.map(({ changeType }) => changeType)).toEqual(Array(7).fill('NoChange'));
  });

  test('keeps the profiles of an environment when the app moves to another one', async () => {
    const own = await project();
    await deploy(own);
    const serverless = { gpuProfile: 'Consumption-GPU-NC8as-T4' } as const;
    const changed = (await whatIf(own, serverless)).filter(({ changeType }) => changeType === 'Modify');
    expect(changed.map(({ resourceId }) => resourceId?.split('/').at(-1))).toEqual([
      ENVIRONMENT.environmentName,
      APP.appName,
    ]);
    await deploy(own, serverless);
    expect((await getEnvironment(ENVIRONMENT))?.profiles?.map(({ name }) => name)).toEqual([
      'Consumption',
      'GPU-T4',
      'GPU',
    ]);
  });

  test('keeps tags that are there, and marks what is made anew', async () => {
    const own = await project();
    await deploy(own);
    const tags = await listTags(sample);
    expect(tags.get('microsoft.app/containerapps/aiacaappw3mc7')).toEqual({
      'created-by': 'slipway',
      'slipway-project': own.id,
    });
    expect(tags.get('microsoft.storage/storageaccounts/aistoragew3mc7')).toEqual({});
  });

  test("keeps the app's own variables and secrets, and repeats none of the template's", async () => {
    const own = await project();
    await deploy(own, { endpointKey: true });
    await updateAppSettings(APP, ({ variables, secrets }) => ({
      secrets: [...secrets, { name: 'hf-token', value: 'hf_a-token-of-somebody' }],
      variables: [...variables, { name: 'HF_TOKEN', secretRef: 'hf-token' }, { name: 'MODE', value: 'fast' }],
    }));
    expect(await sent(own, { endpointKey: true })).toMatchObject({
      environmentVariables: [
        { name: 'HF_TOKEN', secretRef: 'hf-token' },
        { name: 'MODE', value: 'fast' },
      ],
      appSecrets: { list: [{ name: 'hf-token', value: 'hf_a-token-of-somebody' }] },
    });
    const before = await readAppSettings(APP);
    await deploy(own, { endpointKey: true });
    expect(await readAppSettings(APP)).toEqual(before);
    expect(JSON.stringify(await whatIf(own, { endpointKey: true }))).not.toContain('somebody');
  });

  test("keeps the endpoint's key once there is one, and shows it to nobody", async () => {
    const own = await project();
    const first = await sent(own, { endpointKey: true });
    expect(first.endpointKeyValue).toMatch(/^[\w-]{43}$/);
    await deploy(own, { endpointKey: true });
    const [stored] = await listAppSecrets(APP);
    expect((await sent(own, { endpointKey: true })).endpointKeyValue).toBe(stored?.value);
    expect(JSON.stringify(await whatIf(own, { endpointKey: true }))).not.toContain(stored?.value);
    expect(await sent(own)).not.toHaveProperty('endpointKeyValue');
    await deploy(own);
    expect(await readAppSettings(APP)).toMatchObject({ secretNames: [] });
  });

  test('holds no null, and nothing that the template does not declare', async () => {
    const stock = JSON.parse(await quickTemplate());
    for (const name of ['otherWorkloadProfiles', 'resourceTags', 'environmentVariables', 'appSecrets']) {
      delete stock.parameters[name];
    }
    expect(Object.keys(await sent(await project(JSON.stringify(stock)))).sort()).toEqual([
      'acaEnvironmentName',
      'acaEnvironmentStorageName',
      'acaLogAnalyticsName',
      'defaultCommands',
      'fileShareName',
      'maximumInstanceCount',
      'storageAccountName',
    ]);
  });

  test('names a value that the template has no parameter for', async () => {
    const stock = JSON.parse(await quickTemplate());
    delete stock.parameters.gpuProfile;
    const sending = sent(await project(JSON.stringify(stock)), { gpuProfile: 'Consumption' });
    await expect(sending).rejects.toMatchObject({
      info: { code: 'parameter_not_declared', target: 'gpuProfile' },
    });
  });
});
