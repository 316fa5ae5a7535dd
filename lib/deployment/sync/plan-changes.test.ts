import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { planChanges } from '@/lib/deployment/sync/plan-changes';
import { readSides } from '@/lib/deployment/sync/read-sides';
import { startLocalAzure } from '@/tests/local-azure';
import { projectWithShare } from '@/tests/project-with-share';

const never = new AbortController().signal;
let project: Project;
let share: FileShare;

beforeEach(async () => {
  await startLocalAzure();
  const files = { 'inference/app.py': 'print("hé")\n', 'inference/model.bin': '\0\0' };
  ({ project, share } = await projectWithShare(files));
});

describe('planChanges', () => {
  it('tells what a deploy would send, and sends nothing', async () => {
    expect(await planChanges(project, never)).toMatchObject({
      files: [
        { path: 'inference/app.py', kind: 'added', size: 13, previousSize: null, onShare: 'as-left' },
        { path: 'inference/model.bin', kind: 'added', size: 2, previousSize: null, onShare: 'as-left' },
      ],
      unchanged: 0,
      bytesToUpload: 15,
    });
    expect(await share.list('inference')).toBeNull();
  });
});

describe('readSides', () => {
  it('shows a text as the project has it and as the share has it', async () => {
    await share.makeDirectory('inference');
    await share.writeText('inference/app.py', 'print("ho")\n');
    expect(await readSides(project, 'inference/app.py', never)).toEqual({
      local: { kind: 'text', text: 'print("hé")\n' },
      share: { kind: 'text', text: 'print("ho")\n' },
    });
  });

  it('says what is no text, what is too large to read and what is not there', async () => {
    await share.makeDirectory('inference');
    await share.writeText('inference/model.bin', 'x'.repeat(1024 * 1024 + 1));
    expect(await readSides(project, 'inference/model.bin', never)).toEqual({
      local: { kind: 'binary', size: 2 },
      share: { kind: 'too-large', size: 1024 * 1024 + 1 },
    });
    expect(await readSides(project, 'inference/gone.py', never)).toEqual({
      local: { kind: 'absent' },
      share: { kind: 'absent' },
    });
    await writeFile(join(project.root, 'inference/latin.txt'), Buffer.from([0x68, 0xe9]));
    expect((await readSides(project, 'inference/latin.txt', never)).local).toEqual({
      kind: 'binary',
      size: 2,
    });
  });

  it.each(['models/base/config.json', 'inference/../infra/x', 'inference', '/etc/passwd'])(
    'reads nothing outside the folder: %s',
    async (path) => {
      await expect(readSides(project, path, never)).rejects.toMatchObject({ info: { code: 'path_invalid' } });
    },
  );
});
