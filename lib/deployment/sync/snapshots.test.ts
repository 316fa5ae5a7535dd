import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { planChanges } from '@/lib/deployment/sync/plan-changes';
import { restoreSnapshot } from '@/lib/deployment/sync/restore-snapshot';
import { listSnapshots, readSnapshot } from '@/lib/deployment/sync/snapshots';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { breakingShare } from '@/tests/breaking-share';
import { startLocalAzure } from '@/tests/local-azure';
import { projectWithShare } from '@/tests/project-with-share';
import { inShort, shareTexts } from '@/tests/share-texts';
import { bareRun } from '@/tests/step-context';

const never = new AbortController().signal;
const LARGE = 'x'.repeat(5 * 1024 * 1024);
const FIRST = {
  'inference/app.py': 'first',
  'inference/one.txt': 'one',
  'inference/two.txt': 'two',
  'inference/old/large.bin': LARGE,
};
const SECOND = {
  'inference/app.py': 'second',
  'inference/one.txt': 'two',
  'inference/two.txt': 'one',
  'inference/new.txt': '',
};
let share: FileShare;
let project: Project;

beforeEach(async () => {
  await startLocalAzure();
  ({ project, share } = await projectWithShare(FIRST));
});

async function sync(): Promise<string> {
  const { context } = bareRun(deploy, project, {});
  await syncToShare(context, share);
  return context.runId;
}

async function restore(runId: string, from = share) {
  const { context } = bareRun(deploy, project, {});
  return { summary: await restoreSnapshot(context, from, runId), runId: context.runId };
}

async function toSecond(): Promise<void> {
  await rm(join(project.root, 'inference/old'), { recursive: true });
  for (const [path, text] of Object.entries(SECOND)) await writeFile(join(project.root, path), text);
}

describe('a snapshot', () => {
  it('tells what the share held after each deploy, the newest first', async () => {
    const first = await sync();
    await toSecond();
    const second = await sync();
    expect((await listSnapshots(share, never)).map(({ runId }) => runId)).toEqual([second, first]);
    const snapshot = await readSnapshot(share, second, never);
    expect(Object.keys(snapshot?.files ?? {}).sort()).toEqual(Object.keys(SECOND).sort());
    expect(Object.keys(snapshot?.replaced ?? {})).toContain('inference/app.py');
    expect(await readSnapshot(share, '../manifest', never)).toBeNull();
  });

  it('brings back what was there, files that have changed places too, and what is there now again', async () => {
    const first = await sync();
    await toSecond();
    const second = await sync();
    expect((await restore(first)).summary).toMatchObject({ uploaded: 4, deleted: 1, unchanged: 0 });
    expect(await shareTexts(share)).toEqual(inShort(FIRST));
    expect((await planChanges(project, never)).files.every(({ onShare }) => onShare === 'as-left')).toBe(
      true,
    );
    await restore(second);
    expect(await shareTexts(share)).toEqual(SECOND);
    expect((await planChanges(project, never)).files).toEqual([]);
  });

  it('replaces what someone else has written, and keeps that aside', async () => {
    const first = await sync();
    await toSecond();
    await sync();
    await share.writeText('inference/app.py', 'theirs');
    await restore(first);
    expect(await shareTexts(share)).toEqual(inShort(FIRST));
    expect(Object.values(await shareTexts(share, '.slipway/versions'))).toContain('theirs');
  });

  it('can be gone back to again after that broke off', async () => {
    const first = await sync();
    await toSecond();
    await sync();
    for (const changes of [1, 4, 7, 10, 13]) {
      await restore(first, breakingShare(share, changes, 'answer')).catch(() => undefined);
    }
    await restore(first);
    expect(await shareTexts(share)).toEqual(inShort(FIRST));
  });

  it('that is lost, or has lost a file, changes nothing', async () => {
    const first = await sync();
    await toSecond();
    await sync();
    await expect(restore('none')).rejects.toMatchObject({ info: { code: 'snapshot_missing' } });
    for (const { name } of (await share.list('.slipway/versions')) ?? []) {
      await share.deleteFile(`.slipway/versions/${name}`);
    }
    await expect(restore(first)).rejects.toMatchObject({ info: { code: 'snapshot_incomplete' } });
    expect(await shareTexts(share)).toEqual(SECOND);
  });

  it('is forgotten with what only it needs once there are many', async () => {
    await sync();
    const numbers = Array.from({ length: 29 }, (_, n) => n + 1);
    const contentOf = (n: number) => ({ size: 0, sha256: `${n}`.padStart(64, '0') });
    const keep = async (n: number) => {
      const files = { 'inference/app.py': contentOf(n) };
      const snapshot = { version: 1, runId: `run-${n}`, at: '', files };
      const older = new Date(Date.now() - n * 60_000);
      await share.put(`.slipway/snapshots/run-${n}.json`, Buffer.from(JSON.stringify(snapshot)), older);
      await share.put(`.slipway/versions/${contentOf(n).sha256}`, Buffer.from(`${n}`), older);
    };
    await Promise.all(numbers.map(keep));
    await toSecond();
    const latest = await sync();
    const left = (await listSnapshots(share, never)).map(({ runId }) => runId);
    expect(left).toHaveLength(20);
    expect(left).toContain(latest);
    expect(left).not.toContain('run-19');
    const versions = Object.values(await shareTexts(share, '.slipway/versions'));
    expect(
      versions
        .filter((text) => /^\d+$/.test(text))
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual(numbers.slice(0, 18));
    expect(versions).toContain('first');
  });
});
