import { beforeAll, describe, expect, it } from 'vitest';
import { listCreatedResources } from '@/lib/provisioning/created-resources';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { recordedRun } from '@/tests/recorded-run';
import { withTempData } from '@/tests/temp-data';

withTempData();

const AZURE_TIMEOUT_MS = 60_000;

describe('the record of what was made', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  beforeAll(async () => {
    await startLocalAzure({ onEnd });
  });

  it('has what is new and nothing that was there, however often the template is deployed', async () => {
    const names = { acaAppName: 'app-made', fileShareName: 'share-made' };
    const run = await recordedRun(names);
    await run.carryOut();
    const made = await listCreatedResources(run.context.project);
    expect(made.map(({ name }) => name.split('/').at(-1)).sort()).toContain('app-made');
    expect(made.map(({ name }) => name.split('/').at(-1)).sort()).toContain('share-made');
    expect(made.map(({ resourceType }) => resourceType)).not.toContain('Microsoft.Storage/storageAccounts');
    expect(made.every(({ runId }) => runId === run.context.runId)).toBe(true);

    const again = await recordedRun(names);
    await again.carryOut();
    expect(await listCreatedResources(again.context.project)).toEqual([]);
  });

  it('is kept for what was made before another resource failed', async () => {
    const run = await recordedRun({ fileShareName: 'share-before', acaAppName: 'app-fault-quota' });
    await expect(run.carryOut()).rejects.toMatchObject({ info: { code: 'ContainerAppQuotaExceeded' } });
    const made = await listCreatedResources(run.context.project);
    expect(made.map(({ id }) => id.split('/').at(-1))).toContain('share-before');
    expect(made.map(({ id }) => id.split('/').at(-1))).not.toContain('app-fault-quota');
  });
});
