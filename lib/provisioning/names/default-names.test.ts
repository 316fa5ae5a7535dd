import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { getDatabase } from '@/lib/db/client';
import { createdResources } from '@/lib/db/schema';
import { defaultNames } from '@/lib/provisioning/names/default-names';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const FINETUNING = 'infra/finetuning.config.json';
const tuned = () => readFile(FINETUNING, 'utf8');

test('null names mean what fine-tuning made in this group', async () => {
  await startLocalAzure();
  const project = await tempProject({ [FINETUNING]: await tuned() });
  expect(await defaultNames(project, sample)).toEqual({
    storageAccountName: { name: 'aistoragew3mc7', origin: 'finetuning' },
    fileShareName: { name: 'aifilesharew3mc7', origin: 'finetuning' },
    acaEnvironmentName: { name: 'aienvw3mc7', origin: 'finetuning' },
    acaEnvironmentStorageName: { name: 'aienvstoragew3mc7', origin: 'finetuning' },
    acaLogAnalyticsName: { name: 'ailogw3mc7', origin: 'finetuning' },
  });
});

test('without a word of fine-tuning, they mean the only resource of their kind in the group', async () => {
  await startLocalAzure();
  const elsewhere = JSON.stringify({ ...JSON.parse(await tuned()), RESOURCE_GROUP_NAME: 'another' });
  const names = await defaultNames(await tempProject({ [FINETUNING]: elsewhere }), sample);
  expect(Object.keys(names).sort()).toEqual([
    'acaEnvironmentName',
    'acaEnvironmentStorageName',
    'acaLogAnalyticsName',
    'fileShareName',
    'storageAccountName',
  ]);
  expect(names.acaEnvironmentName).toEqual({ name: 'aienvw3mc7', origin: 'group' });
});

test('an app of the group is the default only for the project that provisioned or recorded it', async () => {
  await startLocalAzure();
  const owner = await provisionedProject();
  await writeFile(join(owner.root, FINETUNING), await tuned());
  const app = (await defaultNames(owner, sample)).acaAppName;
  expect(app?.origin).toBe('group');

  const stranger = { ...(await tempProject()), id: 'stranger' };
  expect((await defaultNames(stranger, sample)).acaAppName).toBeUndefined();

  await rm(join(owner.root, 'infra/inference.config.json'));
  expect((await defaultNames(owner, sample)).acaAppName).toEqual(app);
  const { orm } = await getDatabase();
  await orm.delete(createdResources);
  expect((await defaultNames(owner, sample)).acaAppName).toBeUndefined();
});
