import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { planChanges } from '@/lib/deployment/sync/plan-changes';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { projectWithShare } from '@/tests/project-with-share';
import { shareTexts } from '@/tests/share-texts';
import { bareRun } from '@/tests/step-context';

const RUNS = 12;
const TIMEOUT_MS = 120_000;
const PATHS = ['inference/app.py', 'inference/a/one.txt', 'inference/a/two.txt', 'inference/b/c/three.txt'];
const never = new AbortController().signal;

const text = fc.option(fc.constantFrom('', 'x', 'y', 'longer'), { nil: null });
const edits = fc.array(fc.record({ path: fc.constantFrom(...PATHS), text }), { maxLength: 5 });
const round = fc.record({
  ours: edits,
  theirs: edits,
  keeps: fc.array(fc.boolean(), { minLength: PATHS.length }),
});

type Files = Map<string, string>;

const onEnd = afterSuite();
let share: FileShare;

beforeAll(async () => {
  await startLocalAzure({ onEnd });
});

async function editProject({ root }: Project, files: Files, path: string, to: string | null): Promise<void> {
  const place = join(root, path);
  if (to === null) await rm(place, { force: true });
  else await mkdir(dirname(place), { recursive: true }).then(() => writeFile(place, to));
  if (to === null) files.delete(path);
  else files.set(path, to);
}

async function editShare(files: Files, path: string, to: string | null): Promise<void> {
  if (to === null) await share.deleteFile(path);
  else {
    const folders = dirname(path).split('/');
    for (const [index] of folders.entries()) await share.makeDirectory(folders.slice(0, index + 1).join('/'));
    await share.writeText(path, to);
  }
  if (to === null) files.delete(path);
  else files.set(path, to);
}

async function filesOnShare(): Promise<Files> {
  return new Map(Object.entries(await shareTexts(share)).filter(([path]) => !path.endsWith('/')));
}

/** What is known of the share before a sync: what is there, what our last sync left, and what others have touched since. */
type Known = { there: Files; left: Files; touched: Set<string> };

/** What others have done to a file that the project has or that we brought, where the two do not come to the same. */
function isConflict(path: string, ours: Files, { there, left, touched }: Known): boolean {
  if (ours.get(path) === there.get(path)) return false;
  if (left.has(path)) return touched.has(path) && (ours.has(path) || there.has(path));
  return ours.has(path) && there.has(path);
}

it('brings the share to what the project is, but for what others have done and is kept', {
  timeout: TIMEOUT_MS,
}, async () => {
  const property = fc.asyncProperty(fc.array(round, { minLength: 2, maxLength: 3 }), async (rounds) => {
    const made = await projectWithShare({ 'inference/app.py': 'app' });
    share = made.share;
    for (const path of await filesOnShare()) await share.deleteFile(path[0]);
    await share.deleteFile('.slipway/manifest.json');
    const ours: Files = new Map([['inference/app.py', 'app']]);
    const known: Known = { there: new Map(), left: new Map(), touched: new Set() };
    for (const { ours: mine, theirs, keeps } of rounds) {
      for (const { path, text } of mine) await editProject(made.project, ours, path, text);
      for (const { path, text } of theirs) {
        await editShare(known.there, path, text);
        known.touched.add(path);
      }
      const conflicts = PATHS.filter((path) => isConflict(path, ours, known));
      const planned = (await planChanges(made.project, never)).files;
      const asked = planned.filter(({ onShare }) => onShare !== 'as-left').map(({ path }) => path);
      expect(asked).toEqual(conflicts.toSorted());

      const keep = conflicts.filter((path) => keeps[PATHS.indexOf(path)]);
      const overwrite = conflicts.filter((path) => !keep.includes(path));
      const { context } = bareRun(deploy, made.project, {});
      await syncToShare(context, share, { keep, overwrite });

      for (const path of PATHS.filter((each) => !keep.includes(each))) {
        const isTheirs = !ours.has(path) && !known.left.has(path);
        const is = isTheirs ? known.there.get(path) : ours.get(path);
        if (is === undefined) known.there.delete(path);
        else known.there.set(path, is);
        if (ours.has(path)) known.left.set(path, is ?? '');
        else known.left.delete(path);
        known.touched.delete(path);
      }
      for (const path of keep) if (!ours.has(path)) known.left.delete(path);
      expect(await filesOnShare()).toEqual(known.there);
    }
  });
  await fc.assert(property, { numRuns: RUNS });
});
