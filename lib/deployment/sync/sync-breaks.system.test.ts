import { beforeAll, describe, expect, it } from 'vitest';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { breakingShare, type Loss } from '@/tests/breaking-share';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { sampleShare } from '@/tests/project-with-share';
import { inShort, shareTexts } from '@/tests/share-texts';
import { bareRun } from '@/tests/step-context';
import { tempProject } from '@/tests/temp-project';

/** Every moment is a sync of its own, twice. */
const TIMEOUT_MS = 240_000;
const LARGE = 'x'.repeat(5 * 1024 * 1024);
const BEFORE = {
  'inference/app.py': 'first',
  'inference/old/gone.py': 'gone',
  'inference/large.bin': LARGE,
  'inference/Case.txt': 'case',
};
const { 'inference/Case.txt': _, 'inference/old/gone.py': __, ...kept } = BEFORE;
const AFTER = {
  ...kept,
  'inference/app.py': 'second',
  'inference/case.txt': 'case',
  'inference/new/one.txt': 'one',
  'inference/large.bin': `${LARGE}y`,
};

const onEnd = afterSuite();
let share: FileShare;

beforeAll(async () => {
  await startLocalAzure({ onEnd });
  share = await sampleShare();
});

async function sync(project: Project, to = share, signal?: AbortSignal) {
  const run = bareRun(deploy, project, {}, signal);
  const summary = await syncToShare(run.context, to);
  return { summary, runId: run.context.runId };
}

const moments: ['loses a request' | 'loses an answer' | 'is cancelled', Loss][] = [
  ['loses a request', 'request'],
  ['loses an answer', 'answer'],
  ['is cancelled', 'request'],
];

describe.each(moments)('a sync that %s', (how, loss) => {
  it('leaves every file whole at any moment, and the next one goes on', { timeout: TIMEOUT_MS }, async () => {
    const before = await tempProject(BEFORE);
    const after = await tempProject(AFTER);
    for (let changes = 0, broke = true; broke; changes += 1) {
      await sync(before);
      expect(await shareTexts(share)).toEqual(inShort(BEFORE));
      const cancel = new AbortController();
      const breaking = breakingShare(share, changes, loss, () => how === 'is cancelled' && cancel.abort());
      broke = await sync(after, breaking, cancel.signal).then(
        () => false,
        () => true,
      );
      expectWhole(await shareTexts(share), changes);
      await sync(after);
      expect(await shareTexts(share), `after ${changes} changes`).toEqual(inShort(AFTER));
      expect(await share.list('.slipway/uploads')).toEqual([]);
    }
  });
});

function expectWhole(texts: Record<string, string>, changes: number): void {
  const states = [inShort(BEFORE), inShort(AFTER)];
  for (const [path, text] of Object.entries(texts)) {
    if (path.endsWith('/')) continue;
    expect(
      states.map((state) => state[path]),
      `${path} after ${changes} changes`,
    ).toContain(text);
  }
}
