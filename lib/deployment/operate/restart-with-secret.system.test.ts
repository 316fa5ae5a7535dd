import { expect, test, vi } from 'vitest';
import { openFileShare } from '@/lib/azure/file-share';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { checkApp, restartStep } from '@/lib/deployment/app-steps';
import { restart } from '@/lib/deployment/operate/restart-definition';
import { changeSettings } from '@/lib/provisioning/app-settings/change';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, parametersWith, provisionedProject } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';

withTempData();

const AZURE_TIMEOUT_MS = 60_000;
/** Each start of the container writes down what it reads. */
const NOTE = 'echo "$' + 'HF_TOKEN" >> /mount/starts.txt';

test('a replaced secret reaches the app with a restart, and not before', {
  timeout: 3 * AZURE_TIMEOUT_MS,
}, async () => {
  await startLocalAzure();
  const project = await provisionedProject({ [PARAMETERS]: parametersWith([NOTE, 'sleep infinity']) });
  const config = await readInferenceConfig(project);
  const share = await openFileShare({
    ...sample,
    accountName: config?.STORAGE_ACCOUNT_NAME ?? '',
    shareName: config?.FILE_SHARE_NAME ?? '',
  });
  const starts = async () => (await share.readText('starts.txt'))?.trim().split('\n') ?? [];
  const started = (value: string) =>
    vi.waitFor(async () => expect((await starts()).at(-1)).toBe(value), { timeout: AZURE_TIMEOUT_MS });
  const set = (value: string) => changeSettings(project, { type: 'set-secret', name: 'HF_TOKEN', value });

  expect(await set('first')).toEqual({ effect: 'revision' });
  await started('first');
  expect(await set('second')).toEqual({ effect: 'restart' });
  expect((await starts()).at(-1)).toBe('first');

  const { context } = bareRun(restart, project, { way: 'restart' });
  await checkApp(context);
  await restartStep(context, 'restart');
  await started('second');
});
