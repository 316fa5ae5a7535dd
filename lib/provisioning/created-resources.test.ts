import { beforeAll, describe, expect, it } from 'vitest';
import { listCreatedResources } from '@/lib/provisioning/created-resources';
import { provision } from '@/lib/provisioning/definition';
import { provisionInputSchema } from '@/lib/provisioning/input';
import { cancelRun } from '@/lib/runs/cancel';
import { createRun } from '@/lib/runs/store';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const { subscriptionId, resourceGroup } = sample;
const AZURE_TIMEOUT_MS = 60_000;

async function runOf(names: Record<string, string>) {
  const project = { ...(await tempProject({ [TEMPLATE]: await quickTemplate() })), id: crypto.randomUUID() };
  const parameters = { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1, ...names };
  const input = provisionInputSchema.parse({ subscriptionId, resourceGroup, parameters });
  const run = bareRun(provision, project, input);
  // The record names its run, which must be one.
  run.context.runId = (await createRun({ project: project.id, kind: 'provision', input })).runId;
  await cancelRun(run.context.runId);
  return run;
}

describe('the record of what was made', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  beforeAll(async () => {
    await startLocalAzure({ onEnd });
  });

  it('has what is new and nothing that was there, however often the template is deployed', async () => {
    const names = { acaAppName: 'app-made', fileShareName: 'share-made' };
    const run = await runOf(names);
    await run.carryOut();
    const made = await listCreatedResources(run.context.project);
    expect(made.map(({ name }) => name.split('/').at(-1)).sort()).toContain('app-made');
    expect(made.map(({ name }) => name.split('/').at(-1)).sort()).toContain('share-made');
    expect(made.map(({ resourceType }) => resourceType)).not.toContain('Microsoft.Storage/storageAccounts');
    expect(made.every(({ runId }) => runId === run.context.runId)).toBe(true);

    const again = await runOf(names);
    await again.carryOut();
    expect(await listCreatedResources(again.context.project)).toEqual([]);
  });

  it('is kept for what was made before another resource failed', async () => {
    const run = await runOf({ fileShareName: 'share-before', acaAppName: 'app-fault-quota' });
    await expect(run.carryOut()).rejects.toMatchObject({ info: { code: 'ContainerAppQuotaExceeded' } });
    const made = await listCreatedResources(run.context.project);
    expect(made.map(({ id }) => id.split('/').at(-1))).toContain('share-before');
    expect(made.map(({ id }) => id.split('/').at(-1))).not.toContain('app-fault-quota');
  });
});
