import { expect, test } from 'vitest';
import { readConfigFile, readInferenceConfig } from '@/lib/config/inference-config';
import {
  listInferenceConfigs,
  replaceInferenceConfig,
  restoreInferenceConfig,
} from '@/lib/provisioning/history/config-history';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const FILE = 'infra/inference.config.json';
const configOf = (app: string) => ({
  SUBSCRIPTION_ID: 'sub',
  RESOURCE_GROUP_NAME: 'group',
  STORAGE_ACCOUNT_NAME: 'account',
  FILE_SHARE_NAME: 'share',
  ACA_APP_NAME: app,
  ACA_APP_ENDPOINT: `${app}.example`,
});

/** A project of its own in the one database of this file. */
async function project(text = '{}') {
  return { ...(await tempProject({ [FILE]: text })), id: crypto.randomUUID() };
}

test('the config that another one replaces is kept, and can be put back', async () => {
  const one = await project(JSON.stringify({ ...configOf('first'), note: 'mine' }));
  await replaceInferenceConfig(one, configOf('second'));
  const [kept, ...others] = await listInferenceConfigs(one);
  expect(kept).toMatchObject({ config: configOf('first') });
  expect(others).toEqual([]);

  await restoreInferenceConfig(one, kept?.id ?? '');
  expect(await readConfigFile(one)).toEqual({ ...configOf('first'), note: 'mine' });
  expect((await listInferenceConfigs(one)).map(({ config }) => config?.ACA_APP_NAME)).toEqual([
    'second',
    'first',
  ]);
});

test('writing the same again, or over nothing, keeps nothing', async () => {
  const one = await project();
  await replaceInferenceConfig(one, configOf('first'));
  await replaceInferenceConfig(one, configOf('first'));
  expect(await listInferenceConfigs(one)).toEqual([]);
  expect(await readInferenceConfig(one)).toEqual(configOf('first'));
});

test('a version of another project, or of none, is not put back', async () => {
  const [one, other] = [await project(JSON.stringify(configOf('first'))), await project()];
  await replaceInferenceConfig(one, configOf('second'));
  const [kept] = await listInferenceConfigs(one);
  for (const id of [kept?.id ?? '', 'nonsense']) {
    await expect(restoreInferenceConfig(other, id)).rejects.toMatchObject({ kind: 'not_found' });
  }
});
