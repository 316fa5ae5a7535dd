import { beforeAll, describe, expect, it } from 'vitest';
import { submitDeployment } from '@/lib/azure/deployments';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { armFault, checkOf, makeGroup, planFor } from '@/tests/plan-for';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import type { Emulator } from '../../../emulator/emulator';

withTempData();

const VAULT_SECRET = {
  reference: {
    keyVault: {
      id: `/subscriptions/${sample.subscriptionId}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-team`,
    },
    secretName: 'hf-token',
  },
};

describe('the check', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();
  let azure: Emulator;

  beforeAll(async () => {
    azure = await startLocalAzure({ onEnd });
  });

  it('credentials fails where the group is not there, and leaves nothing else to look at', async () => {
    const plan = await planFor({}, { resourceGroup: 'rg-nowhere' });
    expect(checkOf(plan, 'credentials')).toMatchObject({ state: 'failed', action: expect.any(String) });
    expect(checkOf(plan, 'names').state).toBe('skipped');
    expect(checkOf(plan, 'validation').state).toBe('skipped');
    expect(plan.checks.filter(({ state }) => state === 'warning')).toEqual([]);
    expect(plan.changes).toBeNull();
  });

  it('template names what it does not declare and what it lacks', async () => {
    const parameters = { maximumInstanceCount: { type: 'int' }, tier: { type: 'string' } };
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters,
      resources: [],
    };
    const project = await tempProject({ [TEMPLATE]: JSON.stringify(template) });
    const plan = await planFor({ gpuProfile: 'Consumption' }, { project });
    expect(checkOf(plan, 'template')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/defaultCommands, gpuProfile/),
    });
    const other = await tempProject({
      [TEMPLATE]: JSON.stringify({
        ...template,
        parameters: { ...parameters, defaultCommands: { type: 'array' } },
      }),
    });
    expect(checkOf(await planFor({}, { project: other }), 'template')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/needs a value for tier/),
    });
  });

  it('template takes names in any case, fills in what it knows, and knows what may be null', async () => {
    const planOf = async (change: (parameters: Record<string, object>) => void) => {
      const template = JSON.parse(await quickTemplate());
      change(template.parameters);
      const project = await tempProject({ [TEMPLATE]: JSON.stringify(template) });
      return planFor({ hfToken: VAULT_SECRET }, { project });
    };
    const taken = await planOf((parameters) => {
      parameters.HFToken = { type: 'secureString' };
      parameters.tier = { type: 'string', nullable: true };
      parameters.resourceTags = { type: 'object' };
    });
    expect(checkOf(taken, 'template').state).toBe('passed');
    const open = await planOf((parameters) => {
      parameters.hfToken = { type: 'string' };
    });
    expect(checkOf(open, 'template')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/hfToken as a secret/),
    });
    expect(open.checks.filter(({ state }) => state === 'failed')).toHaveLength(1);
    expect(checkOf(open, 'names')).toMatchObject({
      state: 'skipped',
      message: expect.stringContaining('"template"'),
    });
  });

  it('permissions names what may not be done', async () => {
    await armFault(azure, 'denied', sample.resourceGroup);
    expect(checkOf(await planFor(), 'permissions')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/Microsoft.Storage\/storageAccounts\/listKeys\/action/),
    });
  });

  it('location fails for a region that Azure does not have, and warns of another than the group has', async () => {
    const nowhere = checkOf(await planFor({ location: 'marsnorth' }), 'location');
    expect(nowhere.state).toBe('failed');
    expect(nowhere.fixes?.length).toBeGreaterThan(0);
    const resourceGroup = await makeGroup('rg-elsewhere');
    expect(checkOf(await planFor({ location: 'westus3' }, { resourceGroup }), 'location').state).toBe(
      'warning',
    );
  });

  it('profile fails in a region without it, and offers regions that have it and what else is there', async () => {
    const resourceGroup = await makeGroup('rg-sweden', 'swedencentral');
    const plan = await planFor({}, { resourceGroup });
    const check = checkOf(plan, 'profile');
    expect(check).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/swedencentral.*NC24-A100/),
    });
    expect(check.fixes).toContainEqual({
      type: 'set-parameters',
      label: 'Use westus3',
      values: { location: 'westus3' },
    });
    expect(check.fixes).toContainEqual({
      type: 'set-parameters',
      label: 'Use a serverless A100',
      values: { gpuProfile: 'Consumption-GPU-NC24-A100' },
    });
  });

  it('storage-name fails for a name that somebody else has, and offers another', async () => {
    await armFault(azure, 'name-taken', 'checkNameAvailability');
    const plan = await planFor({ storageAccountName: 'faultnametaken' });
    const check = checkOf(plan, 'storage-name');
    expect(check.state).toBe('failed');
    expect(check.fixes?.[0]).toMatchObject({ type: 'set-parameters' });
    expect(checkOf(await planFor({ storageAccountName: 'anewoneoftheirs' }), 'storage-name')).toMatchObject({
      message: expect.stringMatching(/free/),
    });
  });

  it('model-files passes where the models are, and warns where they are not or the share is new', async () => {
    const files = { [TEMPLATE]: await quickTemplate() };
    const withModel = (base: string) =>
      tempProject({
        ...files,
        'inference/model.json': JSON.stringify({ base, adapter: '../models/adapter' }),
      });
    const there = await planFor({}, { project: await withModel('../models/base') });
    expect(checkOf(there, 'model-files').state).toBe('passed');
    const elsewhere = await planFor({}, { project: await withModel('../models/other') });
    expect(checkOf(elsewhere, 'model-files')).toMatchObject({
      state: 'warning',
      message: expect.stringMatching(/models\/other/),
    });
    const anew = await planFor(
      { fileShareName: 'new-share' },
      { project: await withModel('../models/base') },
    );
    expect(checkOf(anew, 'model-files')).toMatchObject({
      state: 'warning',
      message: expect.stringMatching(/new-share is new/),
    });
  });

  it('validation tells what Azure has against the template', async () => {
    const template = (await quickTemplate()).replaceAll(
      'Microsoft.App/containerApps',
      'Microsoft.App/nothing',
    );
    const project = await tempProject({ [TEMPLATE]: template });
    const plan = await planFor({}, { project });
    expect(checkOf(plan, 'validation')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/nothing/),
    });
    expect(plan.changes).toBeNull();
  });
});

describe('while someone else deploys', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();

  beforeAll(async () => {
    // Slow enough to be found at work.
    await startLocalAzure({ onEnd, pace: 1 });
  });

  it('the check other-deployments names that deployment', async () => {
    const { subscriptionId, resourceGroup } = sample;
    const template = JSON.parse(await quickTemplate());
    const at = { subscriptionId, resourceGroup, name: 'theirs' };
    await submitDeployment(at, template, { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1 });
    expect(checkOf(await planFor(), 'other-deployments')).toMatchObject({
      state: 'warning',
      message: expect.stringMatching(/theirs \(Azure does not say by whom, last heard of at 20/),
    });
  });
});
