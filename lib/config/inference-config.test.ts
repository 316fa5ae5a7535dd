import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFinetuningConfig } from '@/lib/config/finetuning-config';
import { readInferenceConfig, writeInferenceConfig } from '@/lib/config/inference-config';
import { tempProject } from '@/tests/temp-project';

const PATH = 'infra/inference.config.json';
const CONFIG = {
  SUBSCRIPTION_ID: 's',
  RESOURCE_GROUP_NAME: 'g',
  STORAGE_ACCOUNT_NAME: 'a',
  FILE_SHARE_NAME: 'f',
  ACA_APP_NAME: 'app',
  ACA_APP_ENDPOINT: 'app.example',
};

describe('the inference config', () => {
  test.each([
    ['no file', {}],
    ['empty values', { [PATH]: '{ "SUBSCRIPTION_ID": "", "ACA_APP_NAME": "" }' }],
  ])('%s means that nothing is provisioned', async (_name, files) => {
    expect(await readInferenceConfig(await tempProject(files))).toBeNull();
  });

  test('what is written is read; other keys of the file stay', async () => {
    const project = await tempProject({ [PATH]: '{ "OWNER": "me", "ACA_APP_NAME": "old" }' });
    await writeInferenceConfig(project, CONFIG);
    expect(await readInferenceConfig(project)).toEqual(CONFIG);
    expect(JSON.parse(await readFile(join(project.root, PATH), 'utf8'))).toEqual({ OWNER: 'me', ...CONFIG });
  });

  test('a half-filled file names what is missing', async () => {
    const project = await tempProject({ [PATH]: JSON.stringify({ ...CONFIG, ACA_APP_ENDPOINT: '' }) });
    await expect(readInferenceConfig(project)).rejects.toMatchObject({
      info: {
        code: 'inference_config_invalid',
        message: `${PATH}: ACA_APP_ENDPOINT must be filled in, as text.`,
      },
    });
  });

  test('a broken file is refused with its line, and not overwritten', async () => {
    const project = await tempProject({ [PATH]: '{\n "OWNER": me }' });
    const notJson = {
      info: { code: 'inference_config_not_json', message: expect.stringContaining('line 2') },
    };
    await expect(readInferenceConfig(project)).rejects.toMatchObject(notJson);
    await expect(writeInferenceConfig(project, CONFIG)).rejects.toMatchObject(notJson);
    expect(await readFile(join(project.root, PATH), 'utf8')).toBe('{\n "OWNER": me }');
  });

  test('a folder that is not there is a plain sentence', async () => {
    await expect(writeInferenceConfig(await tempProject(), CONFIG)).rejects.toMatchObject({
      info: { code: 'inference_config_not_written' },
    });
  });
});

describe('the fine-tuning config', () => {
  const FINETUNING = 'infra/finetuning.config.json';

  test('is null when the project has none', async () => {
    expect(await readFinetuningConfig(await tempProject())).toBeNull();
  });

  test('keeps the keys that are not known', async () => {
    const { ACA_APP_ENDPOINT: _endpoint, ...found } = { ...CONFIG, ACA_JOB_NAME: 'job' };
    const project = await tempProject({ [FINETUNING]: JSON.stringify(found) });
    expect(await readFinetuningConfig(project)).toEqual(found);
  });

  test('names what is missing', async () => {
    const project = await tempProject({ [FINETUNING]: '{ "SUBSCRIPTION_ID": 7 }' });
    await expect(readFinetuningConfig(project)).rejects.toThrow(
      'SUBSCRIPTION_ID, RESOURCE_GROUP_NAME, STORAGE_ACCOUNT_NAME, FILE_SHARE_NAME must be filled in',
    );
  });
});
