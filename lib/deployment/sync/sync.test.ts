import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { deploy } from '@/lib/deployment/deploy-definition';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { breakingShare } from '@/tests/breaking-share';
import { startLocalAzure } from '@/tests/local-azure';
import { sampleShare } from '@/tests/project-with-share';
import { inShort, shareTexts } from '@/tests/share-texts';
import { bareRun } from '@/tests/step-context';
import { tempProject } from '@/tests/temp-project';

let share: FileShare;

beforeEach(async () => {
  await startLocalAzure();
  share = await sampleShare();
});

async function sync(project: Project, to = share) {
  const run = bareRun(deploy, project, {});
  const summary = await syncToShare(run.context, to);
  return { summary, events: run.events, lines: run.lines };
}

/** The share, and how many requests of each kind it got. */
function counted(): { share: FileShare; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  const count = (_: FileShare, name: string | symbol, receiver: unknown) => {
    counts[String(name)] = (counts[String(name)] ?? 0) + 1;
    return Reflect.get(share, name, receiver);
  };
  return { share: new Proxy(share, { get: count }), counts };
}

describe('syncToShare', () => {
  it('brings every byte over, empty files, empty folders and names with signs included', async () => {
    const files = {
      'inference/app.py': 'print("hé")\n',
      'inference/empty.txt': '',
      'inference/a b/c+d %25#é.txt': 'signs',
      'inference/big.txt': `${'x'.repeat(9 * 1024 * 1024)}y`,
    };
    const project = await tempProject(files);
    await mkdir(join(project.root, 'inference/cache/deep'), { recursive: true });
    const { summary, events } = await sync(project);
    expect(summary).toMatchObject({ uploaded: 4, deleted: 0, unchanged: 0, kept: 0 });
    expect(await shareTexts(share)).toEqual(inShort({ ...files, 'inference/cache/deep/': '' }));
    expect(events.slice(-2)).toMatchObject([
      { type: 'step.progress', unit: 'bytes', done: summary.bytes, total: summary.bytes },
      { type: 'step.progress', unit: 'files', done: 4, total: 4 },
    ]);
  });

  it('leaves behind what the project tells it to, and says what it refuses', async () => {
    const project = await tempProject({
      'inference/.slipwayignore': 'notes/\n',
      'inference/notes/a.md': '',
      'inference/__pycache__/app.pyc': '',
      'inference/app.py': '',
      'inference/what?.txt': '',
    });
    await symlink('/etc/passwd', join(project.root, 'inference/link'));
    const { events } = await sync(project);
    expect(await shareTexts(share)).toEqual({ 'inference/app.py': '' });
    expect(events).toContainEqual({
      type: 'notice',
      level: 'warning',
      message: expect.stringMatching(
        /inference\/link \(It is a link.*inference\/what\?\.txt \(Azure Files takes/,
      ),
    });
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
    const first = await tempProject({ 'inference/pages/one.txt': '1', 'inference/old/two.txt': '2' });
    await mkdir(join(first.root, 'inference/hollow'));
    await sync(first);
    expect(await share.list('inference/hollow')).toEqual([]);
    await sync(await tempProject({ 'inference/pages/three.txt': '3' }));
    expect(await shareTexts(share)).toEqual({ 'inference/pages/three.txt': '3' });
  });

  it('renames a file by case alone', async () => {
    await sync(await tempProject({ 'inference/App.py': 'app' }));
    const { summary } = await sync(await tempProject({ 'inference/app.py': 'app' }));
    expect(summary).toMatchObject({ uploaded: 1, deleted: 1 });
    expect((await share.list('inference'))?.map(({ name }) => name)).toEqual(['app.py']);
  });

  it('says when the project has no inference folder', async () => {
    await expect(sync(await tempProject())).rejects.toMatchObject({
      info: { code: 'inference_folder_missing' },
    });
  });

  it('asks little of the share: one request for a small file, and only looks where nothing has changed', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `inference/pages/${n}.txt`);
    const project = await tempProject(Object.fromEntries(names.map((name) => [name, name])));
    const first = counted();
    await sync(project, first.share);
    expect(first.counts).toMatchObject({ put: 40 });
    expect(first.counts).not.toHaveProperty('rename');

    const again = counted();
    const { summary, lines } = await sync(project, again.share);
    expect(summary).toMatchObject({ uploaded: 0, unchanged: 40 });
    expect(lines).toContain('Nothing has changed: all 40 files are on the share.');
    // One for each folder, our own and that of the snapshots; the snapshot is what is written.
    expect(again.counts).toEqual({ readText: 1, list: 4, writeText: 1 });
  });

  it('knows a file of the same size and time by what it holds', async () => {
    const project = await tempProject({ 'inference/app.py': 'first' });
    const path = join(project.root, 'inference/app.py');
    const time = new Date('2020-01-01');
    await utimes(path, time, time);
    await sync(project);
    await writeFile(path, 'secnd');
    await utimes(path, time, time);
    expect((await sync(project)).summary).toMatchObject({ uploaded: 1 });
    expect(await share.readText('inference/app.py')).toBe('secnd');
  });

  it('takes a file again that changes while it is sent, and never sends it half', async () => {
    const project = await tempProject({
      'inference/app.py': 'first',
      'inference/large.bin': 'x'.repeat(5_000_000),
    });
    const path = join(project.root, 'inference/large.bin');
    let changes = 1;
    const touching: FileShare = {
      ...share,
      async allocate(...args) {
        await share.allocate(...args);
        changes -= 1;
        if (changes >= 0) await writeFile(path, 'y'.repeat(5_000_000));
      },
    };
    const { summary } = await sync(project, touching);
    expect(summary.unchanged + summary.uploaded).toBe(2);
    expect(await share.readText('inference/large.bin')).toBe('y'.repeat(5_000_000));
    expect(await share.list('.slipway/uploads')).toEqual([]);

    changes = 3;
    await writeFile(path, 'z'.repeat(5_000_001));
    let next = 0;
    const always: FileShare = {
      ...share,
      async allocate(...args) {
        await share.allocate(...args);
        await writeFile(path, `${next++}`.repeat(5_000_001));
      },
    };
    await expect(sync(project, always)).rejects.toMatchObject({ info: { code: 'file_changing' } });
    expect(await share.readText('inference/large.bin')).toBe('y'.repeat(5_000_000));
  });

  it('goes on with a large file where an earlier sync broke off, and sends no byte of it twice', async () => {
    const content = 'x'.repeat(18 * 1024 * 1024);
    const project = await tempProject({ 'inference/large.bin': content, 'inference/small.txt': 'small' });
    const written: Promise<void>[] = [];
    const breaking: FileShare = {
      ...share,
      async writeRange(path, offset, bytes) {
        if (written.length < 3) written.push(share.writeRange(path, offset, bytes));
        else await Promise.all(written).then(() => Promise.reject(new Error('connection lost')));
      },
    };
    await expect(sync(project, breaking)).rejects.toThrow('connection lost');
    expect((await share.list('inference'))?.map(({ name }) => name)).not.toContain('large.bin');
    expect(await share.list('.slipway/uploads')).toHaveLength(1);

    const again = counted();
    const { events } = await sync(project, again.share);
    expect(again.counts).toMatchObject({ writeRange: 2, rename: 1 });
    expect(await shareTexts(share)).toMatchObject(inShort({ 'inference/large.bin': content }));
    const inBytes = events.filter((event) => event.type === 'step.progress' && event.unit === 'bytes');
    expect(inBytes.at(-1)).toMatchObject({ done: content.length });
    expect(await share.list('.slipway/uploads')).toEqual([]);
  });

  it('takes away what an earlier sync began and nobody needs any more', async () => {
    const large = await tempProject({ 'inference/large.bin': 'x'.repeat(5 * 1024 * 1024) });
    await expect(sync(large, breakingShare(share, 8, 'request'))).rejects.toThrow('the share is lost');
    expect(await share.list('.slipway/uploads')).toHaveLength(1);
    await sync(await tempProject({ 'inference/app.py': 'app' }));
    expect(await share.list('.slipway/uploads')).toEqual([]);
    expect(await shareTexts(share)).toEqual({ 'inference/app.py': 'app' });
  });

  it('is cancelled at once, and what it has left is known to the next one', async () => {
    const files = { 'inference/app.py': 'app', 'inference/one.txt': 'one', 'inference/two.txt': 'two' };
    const project = await tempProject(files);
    const cancel = new AbortController();
    const reason = new AppError('cancelled', { code: 'cancelled', message: 'Cancelled.', action: 'Go on.' });
    const cancelling = breakingShare(share, 8, 'answer', () => cancel.abort(reason));
    const run = bareRun(deploy, project, {}, cancel.signal);
    await expect(syncToShare(run.context, cancelling)).rejects.toBe(reason);
    const { summary } = await sync(project);
    expect(summary.unchanged).toBeGreaterThan(0);
    expect(await shareTexts(share)).toEqual(files);
  });
});
