import { beforeAll, describe, expect, it } from 'vitest';
import { provision } from '@/lib/provisioning/definition';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { armFault, checkOf, inputWith, makeGroup, planFor } from '@/tests/plan-for';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import type { Emulator } from '../../../../emulator/emulator';

withTempData();

describe('the check shared-keys', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();
  let azure: Emulator;

  beforeAll(async () => {
    azure = await startLocalAzure({ onEnd });
  });

  it('fails for an account that takes none, and warns of a new one beside it', async () => {
    const resourceGroup = await makeGroup('rg-keyless');
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    const values = { storageAccountName: 'faultkeysforbidden', gpuProfile: 'Consumption' };
    await bareRun(provision, project, inputWith(values, resourceGroup)).carryOut();
    expect(checkOf(await planFor(values, { resourceGroup }), 'shared-keys').state).toBe('failed');
    const beside = await planFor({ storageAccountName: 'newneighbour' }, { resourceGroup });
    expect(checkOf(beside, 'shared-keys')).toMatchObject({
      state: 'warning',
      message: expect.stringMatching(/newneighbour is new, .*faultkeysforbidden cannot be opened/),
    });
  });

  it('fails for a new account that a policy would close, and names the policy', async () => {
    const resourceGroup = await makeGroup('rg-policed');
    expect(checkOf(await planFor({}, { resourceGroup }), 'shared-keys').state).toBe('passed');
    await armFault(azure, 'keys-forbidden', resourceGroup);
    expect(checkOf(await planFor({}, { resourceGroup }), 'shared-keys')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/policyAssignments\/no-shared-keys/),
      action: expect.stringMatching(/exemption/),
    });
  });
});
