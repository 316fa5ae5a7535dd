import { beforeAll, describe, expect, it } from 'vitest';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import {
  type InferenceConfig,
  readInferenceConfig,
  writeInferenceConfig,
} from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { getEndpointState } from '@/lib/deployment/endpoint';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, parametersWith, provisionedProject } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const MODEL = { base: '../models/base', adapter: '../models/adapter' };

const onEnd = afterSuite();
let provisioned: InferenceConfig;
let share: FileShare;

// A refusal changes nothing, so all of them can be tried on the same resources.
beforeAll(async () => {
  await startLocalAzure({ onEnd });
  const config = await readInferenceConfig(await provisionedProject({}, onEnd));
  if (!config) throw new Error('The project has not been provisioned.');
  provisioned = config;
  share = await openFileShare({
    ...sample,
    accountName: config.STORAGE_ACCOUNT_NAME,
    shareName: config.FILE_SHARE_NAME,
  });
});

/** A project that deploys to those resources. */
async function projectWith(files: Record<string, string>): Promise<Project> {
  const commands = parametersWith(['cd /mount/inference', 'exec python3 app.py']);
  const project = await tempProject({ [PARAMETERS]: commands, 'inference/app.py': '', ...files });
  await writeInferenceConfig(project, provisioned);
  return project;
}

const carryOut = (project: Project) => bareRun(deploy, project, {}).carryOut();

describe('deploy refuses, before anything is changed,', () => {
  it('a project that has not been provisioned', async () => {
    const project = await tempProject({ 'inference/app.py': '' });
    await expect(carryOut(project)).rejects.toMatchObject({ info: { code: 'not_provisioned' } });
    expect(await getEndpointState(project)).toEqual({ state: 'not-provisioned' });
  });

  it.each([
    [
      'an adapter that is not on the share',
      { adapter: '../models/missing' },
      'adapter_missing',
      'models/missing',
    ],
    ['a base model that is not on the share', { base: '../elsewhere' }, 'base_model_missing', 'elsewhere'],
    ['a model outside the share', { base: '../../etc' }, 'model_file_invalid', 'outside the share'],
    [
      'an adapter that is not whole in the project',
      { adapter: './adapter' },
      'adapter_missing',
      'inference/adapter',
    ],
    ['a model without an adapter', { adapter: null }, 'model_file_invalid', '"adapter"'],
    ['weights that the app does not take', { base: './pickled' }, 'base_model_missing', 'inference/pickled'],
  ])('%s', async (_, change, code, said) => {
    const project = await projectWith({
      'inference/model.json': JSON.stringify({ ...MODEL, ...change }),
      'inference/pickled/config.json': '{}',
      'inference/pickled/pytorch_model.bin': '',
    });
    await expect(carryOut(project)).rejects.toMatchObject({
      info: { code, message: expect.stringContaining(said), target: 'inference/model.json' },
    });
    expect(await share.list('inference')).toBeNull();
  });

  it('start commands that run a script which is not there', async () => {
    const project = await projectWith({
      [PARAMETERS]: parametersWith(['cd /mount/inference', 'python3 absent.py']),
    });
    await expect(carryOut(project)).rejects.toMatchObject({
      info: { code: 'entry_missing', target: 'inference/absent.py' },
    });
    expect(await share.list('inference')).toBeNull();
  });
});
