import { createHash } from 'node:crypto';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileShare } from '@/lib/azure/file-share';
import { deploy } from '@/lib/deployment/deploy-definition';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { startLocalAzure } from '@/tests/local-azure';
import { sampleShare } from '@/tests/project-with-share';
import { bareRun } from '@/tests/step-context';
import { tempProject } from '@/tests/temp-project';

const TIMEOUT_MS = 240_000;
const MIB = 1024 * 1024;
const LARGE_BYTES = 96 * MIB;
const MAX_IN_FLIGHT_BYTES = 32 * MIB;
const SMALL_FILES = 1_000;

let share: FileShare;

beforeEach(async () => {
  await startLocalAzure();
  share = await sampleShare();
});

describe('a sync of much', { timeout: TIMEOUT_MS }, () => {
  it('brings a large file and a thousand small ones, with little of them in memory at once', async () => {
    const names = Array.from({ length: SMALL_FILES }, (_, n) => `inference/part-${n % 20}/${n}.txt`);
    const project = await tempProject(Object.fromEntries(names.map((name) => [name, name])));
    const large = join(project.root, 'inference/large.bin');
    await writeFile(large, 'begin');
    await truncate(large, LARGE_BYTES);

    let inFlight = 0;
    let most = 0;
    const weigh = async (bytes: number, work: () => Promise<void>) => {
      inFlight += bytes;
      most = Math.max(most, inFlight);
      await work().finally(() => {
        inFlight -= bytes;
      });
    };
    const weighed: FileShare = {
      ...share,
      put: (path, content, ...rest) => weigh(content.byteLength, () => share.put(path, content, ...rest)),
      writeRange: (path, at, content, ...rest) =>
        weigh(content.byteLength, () => share.writeRange(path, at, content, ...rest)),
    };
    const first = await syncToShare(bareRun(deploy, project, {}).context, weighed);
    expect(first).toMatchObject({ uploaded: SMALL_FILES + 1, unchanged: 0 });
    expect(most).toBeGreaterThan(8 * MIB);
    expect(most).toBeLessThanOrEqual(MAX_IN_FLIGHT_BYTES);

    const expected = createHash('sha256').update('begin');
    expected.update(Buffer.alloc(MIB - 'begin'.length));
    for (let at = MIB; at < LARGE_BYTES; at += MIB) expected.update(Buffer.alloc(MIB));
    expect(await share.sha256('inference/large.bin')).toBe(expected.digest('hex'));
    const again = await syncToShare(bareRun(deploy, project, {}).context, share);
    expect(again).toMatchObject({ uploaded: 0, unchanged: SMALL_FILES + 1 });
  });
});
