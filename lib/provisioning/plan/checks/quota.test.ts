import { beforeAll, describe, expect, it } from 'vitest';
import { provision } from '@/lib/provisioning/definition';
import type { Check } from '@/lib/provisioning/plan/plan';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { armFault, checkOf, inputWith, makeGroup, planFor, type Values } from '@/tests/plan-for';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import type { Emulator } from '../../../../emulator/emulator';

withTempData();

const IN_EASTUS = 'locations/eastus/usages';
const T4 = 'Consumption-GPU-NC8as-T4';

/** The values that the button of that label puts into the form. */
function valuesOf(check: Check, label: string): Values {
  const fix = check.fixes?.find((each) => each.type === 'set-parameters' && each.label === label);
  expect(check.fixes?.map((each) => ('label' in each ? each.label : each.type))).toContain(label);
  return fix?.type === 'set-parameters' ? fix.values : {};
}

const failures = ({ checks }: Awaited<ReturnType<typeof planFor>>) =>
  checks.filter(({ state }) => state === 'failed');

describe('the check quota', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();
  let azure: Emulator;

  beforeAll(async () => {
    azure = await startLocalAzure({ onEnd });
  });

  it('fails where the very quota is full, and every button that it offers leads to a plan without failures', async () => {
    await armFault(azure, 'quota', `${IN_EASTUS}/SubscriptionNCA100Gpus`);
    const check = checkOf(await planFor(), 'quota');
    expect(check).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/8 of 8 .*SubscriptionNCA100Gpus in eastus/),
    });
    expect(check.fixes?.map((fix) => ('label' in fix ? fix.label : fix.type))).toEqual([
      'Use a serverless A100 (0 of 1 used)',
      'Use a serverless T4 (0 of 1 used)',
      'Use no GPU',
      expect.stringMatching(/^Use \w+ and new names \(0 of 8 used\)$/),
      expect.stringMatching(/^Use \w+ and new names \(0 of 8 used\)$/),
      'Ask for quota',
    ]);
    for (const fix of check.fixes ?? []) {
      if (fix.type === 'set-parameters') expect(failures(await planFor(fix.values))).toEqual([]);
    }
  });

  it('offers no profile whose quota is full too', async () => {
    await armFault(azure, 'quota', `${IN_EASTUS}/SubscriptionNCA100Gpus`);
    await armFault(azure, 'quota', 'usages/ManagedEnvironmentConsumptionT4Gpus');
    const { fixes = [] } = checkOf(await planFor(), 'quota');
    expect(JSON.stringify(fixes)).not.toContain('T4');
    expect(JSON.stringify(fixes)).toContain('Consumption-GPU-NC24-A100');
  });

  it('offers to keep as many replicas as there is room for', async () => {
    const few = { gpuProfile: T4, maximumInstanceCount: 3 };
    const check = checkOf(await planFor({ ...few, minimumReplicas: 3 }), 'quota');
    expect(check).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/no room for the 3/),
    });
    const values = valuesOf(check, 'Keep 1 replica at least');
    expect(failures(await planFor({ ...few, ...values }))).toEqual([]);
  });

  it("offers another environment where only this one's quota is full, and another app with it", async () => {
    const resourceGroup = await makeGroup('rg-own-quota');
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    const given = { gpuProfile: T4, minimumReplicas: 0, acaEnvironmentName: 'own', acaAppName: 'app' };
    await bareRun(provision, project, inputWith(given, resourceGroup)).carryOut();
    await armFault(azure, 'quota', 'own /subscriptions');
    const check = checkOf(await planFor(given, { resourceGroup, project }), 'quota');
    expect(check).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/in the environment own/),
    });
    const values = valuesOf(check, 'Make the environment own-gpu');
    expect(values).toEqual({ acaEnvironmentName: 'own-gpu', acaAppName: 'app-gpu' });
    expect(failures(await planFor({ ...given, ...values }, { resourceGroup, project }))).toEqual([]);
  });

  it('fails where the region has no room for an environment, and offers those that are there', async () => {
    await armFault(azure, 'quota', 'ManagedEnvironmentCount');
    const resourceGroup = await makeGroup('rg-crowded');
    expect(checkOf(await planFor({}, { resourceGroup }), 'quota')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/no room for another environment/),
    });
    const anew = checkOf(await planFor({ acaEnvironmentName: 'another-one' }), 'quota');
    expect(anew.state).toBe('failed');
    const values = valuesOf(anew, 'Use the environment aienvw3mc7');
    expect(failures(await planFor(values))).toEqual([]);
  });
});

describe('the check profile', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();

  beforeAll(async () => {
    await startLocalAzure({ onEnd });
  });

  it('fails for an environment that cannot be given nodes of its own any more, and its button mends that', async () => {
    const resourceGroup = await makeGroup('rg-cpu');
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    const given = { gpuProfile: 'Consumption', acaEnvironmentName: 'small' };
    await bareRun(provision, project, inputWith(given, resourceGroup)).carryOut();

    const options = { resourceGroup, project };
    const check = checkOf(await planFor({ acaEnvironmentName: 'small' }, options), 'profile');
    expect(check).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/only when an environment is made/),
    });
    expect(failures(await planFor(valuesOf(check, 'Make the environment small-gpu'), options))).toEqual([]);

    const serverless = await planFor({ acaEnvironmentName: 'small', gpuProfile: T4 }, options);
    expect(checkOf(serverless, 'profile')).toMatchObject({
      state: 'passed',
      message: expect.stringMatching(/will be added/),
    });
    expect(checkOf(serverless, 'quota')).toMatchObject({
      state: 'passed',
      message: expect.stringMatching(/0 of 1 .*ManagedEnvironmentConsumptionT4Gpus in the environment small/),
    });
  });

  it('fails for an environment that has the nodes under another name than the template looks for', async () => {
    const resourceGroup = await makeGroup('rg-other-name');
    const theirs = (await quickTemplate()).replaceAll("'GPU'", "'NODES'").replaceAll('"GPU"', '"NODES"');
    const project = await tempProject({ [TEMPLATE]: theirs });
    const given = { acaEnvironmentName: 'theirs' };
    await bareRun(provision, project, inputWith(given, resourceGroup)).carryOut();
    expect(checkOf(await planFor(given, { resourceGroup }), 'profile')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/under the name NODES, while the template looks for GPU/),
    });
  });
});
