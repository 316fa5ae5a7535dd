import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import { readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { getEndpointState } from '@/lib/deployment/endpoint';
import { restart } from '@/lib/deployment/restart-definition';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject, replayApp } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { tempProject } from '@/tests/temp-project';

/** A replica takes some seconds to start, and a deployment waits for one. */
const DEPLOY_TIMEOUT_MS = 60_000;

async function shareOf(project: Project): Promise<FileShare> {
  const config = await readInferenceConfig(project);
  if (!config) throw new Error('The project has not been provisioned.');
  return openFileShare({
    subscriptionId: config.SUBSCRIPTION_ID,
    resourceGroup: config.RESOURCE_GROUP_NAME,
    accountName: config.STORAGE_ACCOUNT_NAME,
    shareName: config.FILE_SHARE_NAME,
  });
}

async function deployed(project: Project) {
  const run = bareRun(deploy, project, {});
  await run.carryOut();
  return run;
}

describe('deploy', { timeout: DEPLOY_TIMEOUT_MS }, () => {
  it('brings the app up and proves that it answers', async () => {
    await startLocalAzure();
    const project = await provisionedProject(await replayApp());
    const run = await deployed(project);

    expect(run.context.results.sync).toMatchObject({ uploaded: 6, deleted: 0, unchanged: 0 });
    expect(run.lines).toContain('listening as version one');
    expect(run.lines).toContain('The app is in phase loading-base.');
    expect(run.lines.at(-1)).toMatch(/^The model answers "Hello" in \d+ ms: "Arr, the héron/);
    const { endpointUrl } = deploy.result(run.context);
    expect(await getEndpointState(project)).toEqual({ state: 'ready', phase: 'ready', url: endpointUrl });
  });

  it('sends only what has changed, and takes away only what it has sent', async () => {
    await startLocalAzure();
    const project = await provisionedProject({ ...(await replayApp()), 'inference/old/notes.txt': 'old' });
    await deployed(project);
    const share = await shareOf(project);
    await share.writeText('inference/theirs.txt', 'not ours');

    const same = await deployed(project);
    expect(same.context.results.sync).toMatchObject({ uploaded: 0, deleted: 0, unchanged: 7 });
    expect(same.lines).toContain('Nothing has changed: all 7 files are on the share.');

    await writeFile(join(project.root, 'inference/version.txt'), 'two');
    await rm(join(project.root, 'inference/old'), { recursive: true });
    const changed = await deployed(project);
    expect(changed.context.results.sync).toMatchObject({ uploaded: 1, deleted: 1, unchanged: 5 });
    // The answer came from a replica that read the new file, not from one that was still there.
    expect(changed.lines).toContain('listening as version two');
    expect(await share.readText('inference/theirs.txt')).toBe('not ours');
    expect(await share.list('inference/old')).toBeNull();
  });

  it('restarts without touching the share', async () => {
    await startLocalAzure();
    const project = await provisionedProject(await replayApp());
    await deployed(project);
    await writeFile(join(project.root, 'inference/version.txt'), 'two');
    const run = bareRun(restart, project, {});
    await run.carryOut();
    expect(run.lines).toContain('listening as version one');
    expect(restart.result(run.context).endpointUrl).toMatch(/^http:/);
  });

  it('ends with the cause when the app dies at its start', async () => {
    await startLocalAzure();
    const files = { ...(await replayApp()), 'inference/app.mjs': 'throw new TypeError("no such layer")' };
    const project = await provisionedProject(files);
    await expect(deployed(project)).rejects.toMatchObject({
      info: { code: 'app_crashed', message: expect.stringContaining('TypeError: no such layer') },
    });
  });

  it('ends with the reason of the app when it cannot load its model', async () => {
    await startLocalAzure();
    const failed = {
      phase: 'failed',
      reason: 'The adapter is for another model.',
      action: 'Copy the right one.',
    };
    const project = await provisionedProject(await replayApp([failed]));
    await expect(deployed(project)).rejects.toMatchObject({
      info: { code: 'app_failed', message: failed.reason, action: failed.action },
    });
  });
});

describe('deploy refuses, before anything is changed,', () => {
  it('a project that has not been provisioned', async () => {
    const project = await tempProject(await replayApp());
    await expect(deployed(project)).rejects.toMatchObject({ info: { code: 'not_provisioned' } });
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
  ])('%s', async (_, change, code, said) => {
    await startLocalAzure();
    const model = JSON.stringify({ base: '../models/base', adapter: '../models/adapter', ...change });
    const project = await provisionedProject({ ...(await replayApp()), 'inference/model.json': model });
    await expect(deployed(project)).rejects.toMatchObject({
      info: { code, message: expect.stringContaining(said), target: 'inference/model.json' },
    });
    expect(await (await shareOf(project)).list('inference')).toBeNull();
  });

  it('start commands that run a script which is not there', async () => {
    await startLocalAzure();
    const project = await provisionedProject(await replayApp(), ['cd /mount/inference', 'python3 absent.py']);
    await expect(deployed(project)).rejects.toMatchObject({
      info: { code: 'entry_missing', target: 'inference/absent.py' },
    });
  });
});
