import { beforeAll, describe, expect, it } from 'vitest';
import { provision } from '@/lib/provisioning/definition';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { checkOf, inputWith, makeGroup, planFor } from '@/tests/plan-for';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

describe('the check names', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();

  beforeAll(async () => {
    await startLocalAzure({ onEnd });
  });

  it('fails where a resource is in another region, and offers that one', async () => {
    const check = checkOf(await planFor({ location: 'westus3' }), 'names');
    expect(check.state).toBe('failed');
    expect(check.fixes).toEqual([
      { type: 'set-parameters', label: 'Use eastus', values: { location: 'eastus' } },
    ]);
  });

  it('fails for an environment that never got made, and offers another', async () => {
    const resourceGroup = await makeGroup('rg-broken');
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    const given = { acaEnvironmentName: 'fault-stuck', gpuProfile: 'Consumption' };
    await expect(bareRun(provision, project, inputWith(given, resourceGroup)).carryOut()).rejects.toThrow();
    const check = checkOf(await planFor(given, { resourceGroup, project }), 'names');
    expect(check).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/fault-stuck is in the state Failed/),
    });
    expect(check.fixes).toMatchObject([{ label: 'Make the environment fault-stuck-gpu' }]);
  });

  it('fails for an app that is in another environment, and for a mount of another share', async () => {
    const resourceGroup = await makeGroup('rg-settled');
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    const given = {
      gpuProfile: 'Consumption',
      acaEnvironmentName: 'first',
      acaEnvironmentStorageName: 'mount',
    };
    await bareRun(provision, project, inputWith(given, resourceGroup)).carryOut();
    const options = { resourceGroup, project };
    const moved = checkOf(await planFor({ ...given, acaEnvironmentName: 'second' }, options), 'names');
    expect(moved).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/runs in the environment first/),
    });
    const pointed = checkOf(await planFor({ ...given, fileShareName: 'another' }, options), 'names');
    expect(pointed).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^mount: It points to/),
      fixes: [{ label: 'Use mount2', values: { acaEnvironmentStorageName: 'mount2' } }],
    });
  });

  it('warns of an app that another project made, and not of its own', async () => {
    const given = { acaAppName: 'shown' };
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    await bareRun(provision, project, inputWith(given)).carryOut();
    expect(checkOf(await planFor(given, { project }), 'names').state).toBe('passed');
    const other = { ...(await tempProject({ [TEMPLATE]: await quickTemplate() })), id: 'other' };
    expect(checkOf(await planFor(given, { project: other }), 'names')).toMatchObject({
      state: 'warning',
      message: expect.stringMatching(/^The app shown is there, and not from a provision of this project/),
      fixes: [{ label: 'Use shown-new', values: { acaAppName: 'shown-new' } }],
    });
  });
});
