import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { updateAppSettings } from '@/lib/azure/app-settings';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { provision } from '@/lib/provisioning/definition';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import type { Plan } from '@/lib/provisioning/plan/plan';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { inputWith, makeGroup, planFor } from '@/tests/plan-for';
import { TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

/** A busy machine takes some seconds. */
const AZURE_TIMEOUT_MS = 60_000;
const APP = { ...sample, appName: 'aiacaappw3mc7' };

/** A template with the parameters of AI Toolkit alone, which asks for none of what Slipway fills in. */
const stock = () => readFile('tests/fixtures/stock-template.json', 'utf8');
const stockProject = async () => tempProject({ [TEMPLATE]: await stock() });
const troubles = ({ checks }: Plan) =>
  checks.filter(({ state }) => state === 'failed' || state === 'warning');

describe('a project with the template of AI Toolkit', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  beforeAll(async () => {
    await startLocalAzure({ onEnd });
  });

  it('is sent its own parameters alone, and no value that is left to it', async () => {
    const { parameters, ...target } = inputWith({ minimumReplicas: null, gpuProfile: null });
    const sent = await deploymentParameters(await stockProject(), target, parameters);
    const declared = Object.keys(JSON.parse(await stock()).parameters);
    expect(Object.keys(sent).filter((name) => !declared.includes(name))).toEqual([]);
    expect(sent).not.toHaveProperty('resourceSuffix');
  });

  it('plans and provisions', async () => {
    const project = await stockProject();
    const plan = await planFor({}, { project });
    expect(troubles(plan)).toEqual([]);
    await bareRun(provision, project, inputWith()).carryOut();
    expect(await readInferenceConfig(project)).toMatchObject({ ACA_APP_NAME: APP.appName });
  });

  it('plans in an empty group too, where only Azure can tell the names', async () => {
    const resourceGroup = await makeGroup('rg-empty');
    const plan = await planFor({}, { project: await stockProject(), resourceGroup });
    // The share that is to be made has no model on it yet.
    expect(troubles(plan).map(({ id }) => id)).toEqual(['model-files']);
    expect(plan.changes?.every(({ kind }) => kind === 'create')).toBe(true);
  });

  it('is told beforehand that an update takes a variable away', async () => {
    const project = await stockProject();
    await bareRun(provision, project, inputWith()).carryOut();
    await updateAppSettings(APP, () => ({ variables: [{ name: 'MODE', value: 'fast' }] }));
    const { changes } = await planFor({}, { project });
    const app = changes?.find(({ name }) => name === APP.appName);
    expect(app).toMatchObject({
      kind: 'change',
      properties: [{ path: 'properties.template.containers[inference].env', kind: 'removed' }],
    });
  });
});
