import { beforeEach, describe, expect, it } from 'vitest';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { bareRun } from '@/tests/step-context';
import { tempProject } from '@/tests/temp-project';

const MANIFEST = '.slipway/manifest.json';
let share: FileShare;

beforeEach(async () => {
  await startLocalAzure();
  const { default: tuned } = await import('@/infra/finetuning.config.json');
  share = await openFileShare({
    ...sample,
    accountName: tuned.STORAGE_ACCOUNT_NAME,
    shareName: tuned.FILE_SHARE_NAME,
  });
});

async function sync(project: Project, to = share) {
  const run = bareRun(deploy, project, {});
  const summary = await syncToShare(run.context, to);
  return { summary, events: run.events };
}

/** The share, but its connection is lost once that many files have begun to travel, the last one half. */
function breaksAfter(uploads: number): FileShare {
  let left = uploads;
  return {
    ...share,
    async upload(path, localPath, onBytes, signal) {
      left -= 1;
      if (left > 0) return share.upload(path, localPath, onBytes, signal);
      await share.writeText(path, 'half', signal);
      throw new Error('connection lost');
    },
  };
}

describe('syncToShare', () => {
  it('brings every byte over, empty files and names with signs included', async () => {
    const files = {
      'inference/app.py': 'print("hé")\n',
      'inference/empty.txt': '',
      'inference/a b/c+d %25#é.txt': 'signs',
      'inference/big.txt': 'x'.repeat(5 * 1024 * 1024 + 1),
    };
    const { summary, events } = await sync(await tempProject(files));
    expect(summary).toMatchObject({ uploaded: 4, deleted: 0, unchanged: 0 });
    for (const [path, text] of Object.entries(files)) expect(await share.readText(path)).toBe(text);
    expect(events.at(-1)).toMatchObject({
      type: 'step.progress',
      unit: 'bytes',
      done: summary.bytes,
      total: summary.bytes,
    });
  });

  it('leaves behind what the project tells it to', async () => {
    const files = {
      'inference/.slipwayignore': 'notes/\n',
      'inference/notes/a.md': '',
      'inference/__pycache__/app.pyc': '',
      'inference/app.py': '',
    };
    await sync(await tempProject(files));
    expect((await share.list('inference'))?.map(({ name }) => name)).toEqual(['app.py']);
  });

  it('mends what an interrupted sync has left half, even when the file is as it was before', async () => {
    const before = { 'inference/app.py': 'first', 'inference/other.py': 'other' };
    await sync(await tempProject(before));
    const changed = await tempProject({ ...before, 'inference/app.py': 'secnd' });
    await expect(sync(changed, breaksAfter(1))).rejects.toThrow('connection lost');

    const { summary } = await sync(await tempProject(before));
    expect(summary).toMatchObject({ uploaded: 1, unchanged: 1 });
    expect(await share.readText('inference/app.py')).toBe('first');
  });

  it('takes away a file that an interrupted sync has left and the project has no more', async () => {
    await expect(sync(await tempProject({ 'inference/new.py': 'new' }), breaksAfter(1))).rejects.toThrow();
    const { summary } = await sync(await tempProject({ 'inference/app.py': '' }));
    expect(summary).toMatchObject({ uploaded: 1, deleted: 1 });
    expect(await share.readText('inference/new.py')).toBeNull();
  });

  it('turns a file into a folder and back again, empty folders of the share in between', async () => {
    const asFile = await tempProject({ 'inference/data': 'one' });
    const asFolder = await tempProject({ 'inference/data/deep/two.txt': 'two' });
    await sync(asFile);
    expect((await sync(asFolder)).summary).toMatchObject({ uploaded: 1, deleted: 1 });
    expect(await share.readText('inference/data/deep/two.txt')).toBe('two');
    await share.makeDirectory('inference/data/empty');
    expect((await sync(asFile)).summary).toMatchObject({ uploaded: 1, deleted: 1 });
    expect(await share.readText('inference/data')).toBe('one');
  });

  it('keeps the folder of a file that another one replaces, and takes away one that is left empty', async () => {
    await sync(await tempProject({ 'inference/pages/one.txt': '1', 'inference/old/two.txt': '2' }));
    await sync(await tempProject({ 'inference/pages/three.txt': '3' }));
    expect(await share.readText('inference/pages/three.txt')).toBe('3');
    expect(await share.list('inference/old')).toBeNull();
  });

  it('renames a file by case alone', async () => {
    await sync(await tempProject({ 'inference/App.py': 'app' }));
    const { summary } = await sync(await tempProject({ 'inference/app.py': 'app' }));
    expect(summary).toMatchObject({ uploaded: 1, deleted: 1 });
    expect((await share.list('inference'))?.map(({ name }) => name)).toEqual(['app.py']);
  });

  it('brings back what someone has deleted on the share', async () => {
    const project = await tempProject({ 'inference/app.py': 'app' });
    await sync(project);
    await share.deleteFile('inference/app.py');
    expect((await sync(project)).summary).toMatchObject({ uploaded: 1 });
    expect(await share.readText('inference/app.py')).toBe('app');
  });

  it('starts over when the manifest cannot be read', async () => {
    const project = await tempProject({ 'inference/app.py': 'app' });
    await sync(project);
    await share.writeText(MANIFEST, '{"version":1,"fil');
    expect((await sync(project)).summary).toMatchObject({ uploaded: 1, deleted: 0 });
  });

  it('says when the project has no inference folder', async () => {
    await expect(sync(await tempProject())).rejects.toMatchObject({
      info: { code: 'inference_folder_missing' },
    });
  });
});
