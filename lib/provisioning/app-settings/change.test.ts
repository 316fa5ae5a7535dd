import { expect, test } from 'vitest';
import { listAppSecrets } from '@/lib/azure/app-settings';
import { changeSettings } from '@/lib/provisioning/app-settings/change';
import { appOf, readSettings } from '@/lib/provisioning/app-settings/read';
import { createRun } from '@/lib/runs/store';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const AZURE_TIMEOUT_MS = 60_000;
const VALUE = 'hf_a-value-of-somebody';

test('variables and secrets come, change and go', { timeout: AZURE_TIMEOUT_MS }, async () => {
  await startLocalAzure();
  const project = await provisionedProject();
  const own = async () => {
    const { variables = [], secrets = [] } = (await readSettings(project)) ?? {};
    return { variables: variables.filter((each) => each.own), secrets };
  };
  const change = (input: unknown) => changeSettings(project, input);

  expect(await change({ type: 'set-variable', name: 'MODE', value: 'fast' })).toEqual({ effect: 'revision' });
  expect(await change({ type: 'set-secret', name: 'HF_TOKEN', value: VALUE })).toEqual({
    effect: 'revision',
  });
  expect(await own()).toEqual({
    variables: [
      { name: 'MODE', own: true, value: 'fast' },
      { name: 'HF_TOKEN', own: true, secret: 'hf-token' },
    ],
    secrets: [{ name: 'hf-token', own: true, usedBy: ['HF_TOKEN'] }],
  });
  expect(JSON.stringify(await readSettings(project))).not.toContain(VALUE);

  expect(await change({ type: 'set-secret', name: 'HF_TOKEN', value: `${VALUE}-2` })).toEqual({
    effect: 'restart',
  });
  const app = await appOf(project);
  expect(app && (await listAppSecrets(app))).toEqual([{ name: 'hf-token', value: `${VALUE}-2` }]);

  await expect(change({ type: 'remove-secret', name: 'hf-token' })).rejects.toMatchObject({
    info: { code: 'secret_in_use', message: expect.stringContaining('HF_TOKEN') },
  });
  await change({ type: 'remove-variable', name: 'HF_TOKEN' });
  await change({ type: 'remove-secret', name: 'hf-token' });
  await change({ type: 'remove-variable', name: 'MODE' });
  expect(await own()).toEqual({ variables: [], secrets: [] });

  await expect(change({ type: 'remove-variable', name: 'MODE' })).rejects.toMatchObject({
    info: { code: 'setting_missing' },
  });
  await expect(change({ type: 'set-variable', name: 'PYTHONUNBUFFERED', value: '0' })).rejects.toMatchObject({
    info: { code: 'setting_of_template' },
  });
  await createRun({ project: project.id, kind: 'restart', input: {} });
  await expect(change({ type: 'set-variable', name: 'MODE', value: 'slow' })).rejects.toMatchObject({
    info: { code: 'run_active' },
  });
});

test.each([
  { type: 'set-variable', name: '1ST', value: '' },
  { type: 'set-variable', name: 'A B', value: '' },
  { type: 'set-secret', name: 'HF_TOKEN', value: '' },
  { type: 'remove-secret', name: 'Upper' },
])('refuses %j with the rule', async (input) => {
  await expect(changeSettings(await tempProject(), input)).rejects.toMatchObject({
    info: { code: 'setting_invalid' },
  });
});
