import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import type { DeployInput } from '@/lib/deployment/deploy-input';
import { planChanges } from '@/lib/deployment/sync/plan-changes';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { startLocalAzure } from '@/tests/local-azure';
import { projectWithShare } from '@/tests/project-with-share';
import { shareTexts } from '@/tests/share-texts';
import { bareRun } from '@/tests/step-context';

const MANIFEST = '.slipway/manifest.json';
const never = new AbortController().signal;
let share: FileShare;
let project: Project;

beforeEach(async () => {
  await startLocalAzure();
  const files = { 'inference/app.py': 'app', 'inference/gone.py': 'gone', 'inference/same.py': 'same' };
  ({ project, share } = await projectWithShare(files));
});

async function sync(input: DeployInput = {}) {
  return syncToShare(bareRun(deploy, project, input).context, share, input);
}

const write = (path: string, text: string) => writeFile(join(project.root, path), text);

describe('what someone else does on the share', () => {
  beforeEach(() => sync());

  it('stops a sync before anything is touched, even where size and content of the rest are as they were', async () => {
    await share.writeText('inference/app.py', 'APP');
    await share.writeText('inference/same.py', 'SAME');
    await share.deleteFile('inference/gone.py');
    await write('inference/new.py', 'new');
    await expect(sync({ keep: ['inference/same.py'] })).rejects.toMatchObject({
      info: { code: 'share_changed', details: ['inference/app.py', 'inference/gone.py'] },
    });
    expect(await share.readText('inference/new.py')).toBeNull();
    expect((await planChanges(project, never)).files).toMatchObject([
      { path: 'inference/app.py', kind: 'changed', onShare: 'changed' },
      { path: 'inference/gone.py', kind: 'added', onShare: 'removed' },
      { path: 'inference/new.py', kind: 'added', onShare: 'as-left' },
      { path: 'inference/same.py', kind: 'changed', onShare: 'changed' },
    ]);
  });

  it('is kept or overwritten as a person says, and asked about again while it differs', async () => {
    await share.writeText('inference/app.py', 'theirs');
    await share.writeText('inference/same.py', 'theirs too');
    const decided = { keep: ['inference/app.py'], overwrite: ['inference/same.py'] };
    expect(await sync(decided)).toMatchObject({ uploaded: 1, kept: 1, unchanged: 1 });
    expect(await shareTexts(share)).toMatchObject({
      'inference/app.py': 'theirs',
      'inference/same.py': 'same',
    });
    await expect(sync()).rejects.toMatchObject({ info: { details: ['inference/app.py'] } });
    expect(await sync({ overwrite: ['inference/app.py'] })).toMatchObject({
      uploaded: 1,
      kept: 0,
      unchanged: 2,
    });
  });

  it('is kept aside when it is overwritten', async () => {
    await share.writeText('inference/app.py', 'theirs');
    await sync({ overwrite: ['inference/app.py'] });
    const kept = await shareTexts(share, '.slipway/versions');
    expect(Object.values(kept)).toEqual(['theirs']);
  });

  it('is not taken away with a file that the project has no more, unless a person says so', async () => {
    await share.writeText('inference/gone.py', 'theirs');
    await rm(join(project.root, 'inference/gone.py'));
    await expect(sync()).rejects.toMatchObject({ info: { details: ['inference/gone.py'] } });
    await sync({ keep: ['inference/gone.py'] });
    expect(await share.readText('inference/gone.py')).toBe('theirs');
    expect((await planChanges(project, never)).files).toEqual([]);
  });

  it('is no matter when it comes to the same', async () => {
    await share.writeText('inference/app.py', 'app');
    expect(await sync()).toMatchObject({ uploaded: 0, unchanged: 3 });
  });

  it('is seen whatever the clocks say', async () => {
    await share.put('inference/app.py', Buffer.from('APP'), new Date('2001-01-01'));
    await expect(sync()).rejects.toMatchObject({ info: { code: 'share_changed' } });
  });
});

describe('a share that nobody vouches for', () => {
  it('is not overwritten without being asked, but for what it has in common with the project', async () => {
    await sync();
    await share.deleteFile(MANIFEST);
    await share.writeText('inference/app.py', 'theirs');
    const { files, unchanged } = await planChanges(project, never);
    expect(files).toMatchObject([{ path: 'inference/app.py', onShare: 'foreign' }]);
    expect(unchanged).toBe(2);
  });

  it('is looked at anew when the manifest cannot be read', async () => {
    await sync();
    await share.writeText(MANIFEST, '{"version":2,"fil');
    expect(await sync()).toMatchObject({ uploaded: 0, deleted: 0, unchanged: 3 });
  });

  it('is taken over from the manifest of an earlier version', async () => {
    await sync();
    const old = JSON.parse((await share.readText(MANIFEST)) ?? '');
    await share.writeText(MANIFEST, JSON.stringify({ version: 1, files: old.files }));
    expect(await sync()).toMatchObject({ uploaded: 0, unchanged: 3 });
  });
});
