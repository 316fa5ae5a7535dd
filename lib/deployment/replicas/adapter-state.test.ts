import { expect, it } from 'vitest';
import { writeInferenceConfig } from '@/lib/config/inference-config';
import { readAdapterState } from '@/lib/deployment/replicas/adapter-state';
import { appendEvents, createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

it('tells the last proof, and the run under way that will tell more', async () => {
  const project = await tempProject({ 'infra/provision/inference.parameters.json': '{}' });
  expect(await readAdapterState(project)).toEqual({ state: 'not-provisioned' });
  await writeInferenceConfig(project, {
    SUBSCRIPTION_ID: '5a3b1e00-0000-4000-8000-000000000002',
    RESOURCE_GROUP_NAME: 'rg',
    STORAGE_ACCOUNT_NAME: 'account',
    FILE_SHARE_NAME: 'share',
    ACA_APP_NAME: 'app',
    ACA_APP_ENDPOINT: 'https://app.example.azurecontainerapps.io',
  });
  expect(await readAdapterState(project)).toEqual({ state: 'known', proof: null, checkedBy: null });
  const { runId } = await createRun({ project: project.id, kind: 'restart', input: {} });
  expect(await readAdapterState(project)).toEqual({ state: 'known', proof: null, checkedBy: runId });
  await appendEvents(runId, [
    { type: 'adapter.proof', verdict: 'proven', code: 'proven', message: 'It is.', checks: [] },
    { type: 'run.finished', status: 'succeeded', result: {} },
  ]);
  expect(await readAdapterState(project)).toMatchObject({
    proof: { verdict: 'proven', runId },
    checkedBy: null,
  });
  const teardown = await createRun({ project: project.id, kind: 'teardown', input: {} });
  expect(teardown.joined).toBe(false);
  expect(await readAdapterState(project)).toMatchObject({ checkedBy: null });
});
