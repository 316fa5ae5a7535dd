import { describe, expect, it } from 'vitest';
import type { FileRecord } from '@/lib/deployment/sync/manifest';
import { type Decisions, planSync } from '@/lib/deployment/sync/sync-plan';

const OURS = 1_000;
const THEIRS = 2_000;

const file = (path: string, sha256 = path, size = 3) => ({ path, sha256, size });
const there = (path: string, size = 3, writtenAt = OURS) => ({ path, size, writtenAt });
const remote = (files: ReturnType<typeof there>[], directories: string[] = ['inference']) => ({
  files,
  directories: new Set(directories),
});
const known = (records: Record<string, string>, folders: string[] = []) => {
  const record = (sha256: string): FileRecord => ({ size: 3, sha256, writtenAt: OURS });
  const left = Object.entries(records).map(([path, sha256]): [string, FileRecord] => [path, record(sha256)]);
  return { left: new Map(left), folders };
};
const undecided: Decisions = { keep: new Set(), overwrite: new Set() };
const overwriteAll: Decisions = { keep: new Set(), overwrite: 'all' };
const wanting = (...wanted: ReturnType<typeof file>[]) => ({ wanted, folders: [] });
const APP = 'inference/app.py';

describe('planSync', () => {
  it('brings everything the first time, into directories made from the outside in', () => {
    const target = { wanted: [file('inference/a/b/c.py'), file(APP)], folders: ['inference/e/f'] };
    const plan = planSync(target, known({}), remote([], []), undecided);
    expect(plan.brings.map(({ replaces }) => replaces)).toEqual([null, null]);
    expect(plan.newDirectories).toEqual([
      'inference',
      'inference/a',
      'inference/a/b',
      'inference/e',
      'inference/e/f',
    ]);
    expect(plan.changes.map(({ kind, onShare }) => [kind, onShare])).toEqual([
      ['added', 'as-left'],
      ['added', 'as-left'],
    ]);
  });

  it('leaves alone what an earlier sync left with that content', () => {
    const plan = planSync(wanting(file(APP)), known({ [APP]: APP }), remote([there(APP)]), undecided);
    expect(plan).toMatchObject({ brings: [], removals: [], changes: [], newDirectories: [], emptied: [] });
    expect(plan.unchanged).toHaveLength(1);
    expect(plan.records).toEqual({ [APP]: { size: 3, sha256: APP, writtenAt: OURS } });
  });

  it('replaces what has another content, and knows what it replaces', () => {
    const plan = planSync(wanting(file(APP)), known({ [APP]: 'old' }), remote([there(APP)]), undecided);
    expect(plan.brings[0]?.replaces).toMatchObject({ there: { path: APP }, record: { sha256: 'old' } });
    expect(plan.changes).toMatchObject([{ path: APP, kind: 'changed', previousSize: 3, onShare: 'as-left' }]);
  });

  it.each([
    ['wrote the file', known({ [APP]: APP }), [there(APP, 3, THEIRS)], 'changed', 'changed'],
    ['changed its size', known({ [APP]: APP }), [there(APP, 9)], 'changed', 'changed'],
    ['removed it', known({ [APP]: APP }), [], 'added', 'removed'],
    ['put it there', known({}), [there(APP)], 'changed', 'foreign'],
    ['put it there under another case', known({}), [there('inference/App.py')], 'changed', 'foreign'],
  ])('asks before it touches a file when someone else %s', (_, left, files, kind, onShare) => {
    const ask = planSync(wanting(file(APP)), left, remote(files), undecided);
    expect(ask).toMatchObject({
      brings: [],
      removals: [],
      kept: [APP],
      changes: [{ path: APP, kind, onShare }],
    });
    const keep = { keep: new Set([APP]), overwrite: new Set([APP]) };
    expect(planSync(wanting(file(APP)), left, remote(files), keep)).toMatchObject({
      brings: [],
      kept: [APP],
    });
    const overwrite = { keep: new Set<string>(), overwrite: new Set([APP]) };
    expect(planSync(wanting(file(APP)), left, remote(files), overwrite).brings).toHaveLength(1);
  });

  it('asks before it takes away what someone else has changed, and forgets it when it is kept', () => {
    const files = [there(APP, 3, THEIRS)];
    const plan = planSync(wanting(), known({ [APP]: APP }), remote(files), undecided);
    expect(plan.changes).toMatchObject([{ path: APP, kind: 'removed', onShare: 'changed' }]);
    expect(plan).toMatchObject({ removals: [], records: {} });
    const overwritten = planSync(wanting(), known({ [APP]: APP }), remote(files), overwriteAll);
    expect(overwritten.removals).toMatchObject([{ there: { path: APP }, record: null }]);
  });

  it('takes away what an earlier sync put there, never what someone else did', () => {
    const files = [there('inference/old.py'), there('inference/theirs.txt')];
    const plan = planSync(wanting(), known({ 'inference/old.py': 'old' }), remote(files), undecided);
    expect(plan.removals.map((each) => each.there.path)).toEqual(['inference/old.py']);
    expect(plan.changes).toMatchObject([{ path: 'inference/old.py', kind: 'removed', size: 0 }]);
  });

  it('says nothing of a file that both sides have taken away', () => {
    const plan = planSync(wanting(), known({ [APP]: APP }), remote([]), undecided);
    expect(plan).toMatchObject({ removals: [], changes: [], records: {} });
  });

  it('takes the size alone for proof where no time was kept', () => {
    const left = known({});
    left.left.set(APP, { size: 3, sha256: APP, writtenAt: null });
    const plan = planSync(wanting(file(APP)), left, remote([there(APP, 3, THEIRS)]), undecided);
    expect(plan.unchanged).toHaveLength(1);
  });

  it('takes a file away before it comes back under a name of another case, which a share takes for the same', () => {
    const left = known({ 'inference/App.py': APP });
    const plan = planSync(wanting(file(APP)), left, remote([there('inference/App.py')]), undecided);
    expect(plan.removals.map((each) => each.there.path)).toEqual(['inference/App.py']);
    expect(plan.brings.map((each) => each.file.path)).toEqual([APP]);
  });

  it('never takes away a file that stays, under whatever case the manifest names it as well', () => {
    const left = known({ [APP]: APP, 'inference/App.py': 'inference/App.py' });
    const plan = planSync(wanting(file(APP)), left, remote([there(APP)]), undecided);
    expect(plan).toMatchObject({ brings: [], removals: [] });
  });

  it('takes away the folders that it made and that nothing is left in, innermost first', () => {
    const left = known({ 'inference/a/b/c.py': 'c' }, [
      'inference',
      'inference/a',
      'inference/a/b',
      'inference/e',
      'models',
    ]);
    const directories = ['inference', 'inference/a', 'inference/a/b', 'inference/e', 'inference/theirs'];
    const plan = planSync(
      wanting(file(APP)),
      left,
      remote([there('inference/a/b/c.py')], directories),
      undecided,
    );
    expect(plan.emptied).toEqual(['inference/e', 'inference/a/b', 'inference/a']);
  });

  it.each([
    ['files', ['inference/a.py', 'inference/A.py'], []],
    ['folders', ['inference/Notes/a.md', 'inference/notes/b.md'], []],
    ['a file and a folder', ['inference/Notes', 'inference/notes/b.md'], []],
    ['a file and an empty folder', ['inference/Notes'], ['inference/notes']],
  ])('refuses names of %s that a share takes for the same', (_, paths, folders) => {
    const wanted = paths.map((path) => file(path));
    expect(() => planSync({ wanted, folders }, known({}), remote([]), undecided)).toThrow(
      'differ only by case',
    );
  });

  it.each([
    ['a file where a folder must be', 'inference/pages/one.txt', there('inference/pages')],
    ['a folder with files where a file must be', 'inference/pages', there('inference/pages/theirs.txt')],
  ])('names %s that someone else has put there', (_, path, theirs) => {
    const plan = () => planSync(wanting(file(path)), known({}), remote([theirs]), overwriteAll);
    expect(plan).toThrow('is in the way');
  });
});
