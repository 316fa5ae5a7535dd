import { expect, test } from 'vitest';
import { listAppSecrets } from '@/lib/azure/app-settings';
import { changeSettings } from '@/lib/provisioning/app-settings/change';
import { appOf, readSettings } from '@/lib/provisioning/app-settings/read';
import { shownOf } from '@/lib/provisioning/app-settings/shown';
import { createRun } from '@/lib/runs/store';
import { startLocalAzure } from '@/tests/local-azure';
import { armFault } from '@/tests/plan-for';
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
  expect(await change({ type: 'remove-variable', name: 'HF_TOKEN' })).toEqual({
    effect: 'revision',
    unread: 'hf-token',
  });
  await change({ type: 'remove-secret', name: 'hf-token' });
  await change({ type: 'remove-variable', name: 'MODE' });
  expect(await own()).toEqual({ variables: [], secrets: [] });

  await expect(change({ type: 'remove-variable', name: 'MODE' })).rejects.toMatchObject({
    info: { code: 'setting_missing' },
  });
  await expect(change({ type: 'set-variable', name: 'PYTHONUNBUFFERED', value: '0' })).rejects.toMatchObject({
    info: { code: 'setting_of_template' },
  });
});

test('several come in one request, or none of them', { timeout: AZURE_TIMEOUT_MS }, async () => {
  await startLocalAzure();
  const project = await provisionedProject();
  const many = (...entries: object[]) => changeSettings(project, { type: 'set-many', entries });
  const names = async () =>
    (await readSettings(project))?.variables.flatMap(({ own, name }) => (own ? name : []));
  const mode = { type: 'set-variable', name: 'MODE', value: 'fast' };
  const token = { type: 'set-secret', name: 'HF_TOKEN', value: VALUE };
  await expect(many(mode, { ...token, name: 'PYTHONUNBUFFERED' })).rejects.toMatchObject({
    info: { code: 'setting_of_template', target: 'PYTHONUNBUFFERED' },
  });
  expect(await names()).toEqual([]);
  expect(await many(mode, token)).toEqual({ effect: 'revision' });
  expect(await names()).toEqual(['MODE', 'HF_TOKEN']);
  expect(await many({ ...token, value: `${VALUE}-2` })).toEqual({ effect: 'restart' });
});

test('what Azure has against a change is told in its words', { timeout: AZURE_TIMEOUT_MS }, async () => {
  const azure = await startLocalAzure();
  const project = await provisionedProject();
  const app = await appOf(project);
  const set = () => changeSettings(project, { type: 'set-variable', name: 'MODE', value: 'fast' });
  await armFault(azure, 'stuck', `containerApps/${app?.appName}`, 1);
  await expect(set()).rejects.toMatchObject({ info: { code: 'OperationTimedOut' } });
  // Somebody elsewhere is at it: another Slipway, the portal, a provision.
  await armFault(azure, 'conflict', `containerApps/${app?.appName}`);
  await expect(set()).rejects.toMatchObject({
    kind: 'conflict',
    info: { code: 'ContainerAppOperationInProgress', action: expect.any(String) },
  });
});

test('nobody writes over what somebody else has changed', { timeout: AZURE_TIMEOUT_MS }, async () => {
  await startLocalAzure();
  const project = await provisionedProject();
  const set = (value: string, seen?: string) =>
    changeSettings(project, { type: 'set-variable', name: 'MODE', value, ...(seen && { seen }) });
  const mode = async () =>
    (await readSettings(project))?.variables.find(({ name }) => name === 'MODE')?.value;
  const changed = { kind: 'conflict', info: { code: 'setting_changed', target: 'MODE' } };

  await set('fast', shownOf(undefined));
  await expect(set('slow', shownOf(undefined))).rejects.toMatchObject(changed);
  await expect(set('slow', shownOf({ value: 'other' }))).rejects.toMatchObject(changed);
  await expect(
    changeSettings(project, { type: 'remove-variable', name: 'MODE', seen: shownOf({ secret: 'mode' }) }),
  ).rejects.toMatchObject(changed);
  expect(await mode()).toBe('fast');
  await set('slow', shownOf({ value: 'fast' }));

  const values = ['one', 'two'];
  const ends = await Promise.allSettled(values.map((value) => set(value)));
  const refused = ends.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject([{ reason: { kind: 'conflict', info: { code: 'settings_busy' } } }]);
  // Whichever came first.
  expect(await mode()).toBe(values[ends.findIndex(({ status }) => status === 'fulfilled')]);

  await createRun({ project: project.id, kind: 'restart', input: {} });
  await expect(set('three')).rejects.toMatchObject({
    info: { code: 'run_active' },
  });
});

test.each([
  { type: 'set-many', entries: [] },
  { type: 'set-many', entries: [{ type: 'set-variable', name: 'A B', value: '' }] },
  { type: 'set-variable', name: '1ST', value: '' },
  { type: 'set-variable', name: 'A B', value: '' },
  { type: 'set-secret', name: 'HF_TOKEN', value: '' },
  { type: 'remove-secret', name: 'Upper' },
])('refuses %j with the rule', async (input) => {
  await expect(changeSettings(await tempProject(), input)).rejects.toMatchObject({
    info: { code: 'setting_invalid' },
  });
});
