import { expect, test } from 'vitest';
import type { InferenceConfig } from '@/lib/config/inference-config';
import { newId } from '@/lib/core/ids';
import { appendEvents, createRun, getRun, type Run } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';
import { loadRunConfig } from './load-run-config';

withTempData();

const configOf = (app: string): InferenceConfig => ({
  SUBSCRIPTION_ID: 'sub',
  RESOURCE_GROUP_NAME: 'rg',
  STORAGE_ACCOUNT_NAME: 'account',
  FILE_SHARE_NAME: 'share',
  ACA_APP_NAME: app,
  ACA_APP_ENDPOINT: `${app}.example`,
});

async function provisioned(project: string, config: InferenceConfig): Promise<Run> {
  const { runId } = await createRun({ project, kind: 'provision', input: {} });
  await appendEvents(runId, [
    { type: 'run.started', attempt: 1 },
    { type: 'step.finished', step: 'follow', result: { config } },
    { type: 'run.finished', status: 'succeeded', result: {} },
  ]);
  return getRun(runId);
}

test('a run keeps showing what it made, also after a later one made something else', async () => {
  const project = newId();
  const earlier = await provisioned(project, configOf('earlier'));
  const later = await provisioned(project, configOf('later'));
  expect(await loadRunConfig(earlier)).toEqual(configOf('earlier'));
  expect(await loadRunConfig(later)).toEqual(configOf('later'));
});

test('a run that has not succeeded, or provisions nothing, has no config', async () => {
  const { runId: waiting } = await createRun({ project: newId(), kind: 'provision', input: {} });
  const { runId: deploying } = await createRun({ project: newId(), kind: 'deploy', input: {} });
  expect(await loadRunConfig(await getRun(waiting))).toBeNull();
  expect(await loadRunConfig(await getRun(deploying))).toBeNull();
});
