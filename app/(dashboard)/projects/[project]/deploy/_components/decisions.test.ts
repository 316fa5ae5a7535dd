import { describe, expect, it } from 'vitest';
import type { FileChange } from '@/lib/deployment/sync/changes';
import { applyDecisions, conflictsOf, decideAll } from './decisions';

const ours: FileChange = {
  path: 'inference/app.py',
  kind: 'changed',
  size: 10,
  previousSize: 8,
  onShare: 'as-left',
};
const theirs: FileChange = { ...ours, path: 'inference/theirs.py', size: 100, onShare: 'changed' };
const foreign: FileChange = { ...theirs, path: 'inference/foreign.py', size: 1000, onShare: 'foreign' };
const gone: FileChange = { ...theirs, path: 'inference/gone.py', kind: 'removed', size: 0 };
const files = [ours, theirs, foreign, gone];

describe('what is decided about files that someone else has changed', () => {
  it('is open at first, for those files alone', () => {
    expect(conflictsOf(files)).toEqual([theirs, foreign, gone]);
    expect(applyDecisions(files, {})).toEqual({
      keep: [],
      overwrite: [],
      open: [theirs, foreign, gone],
      uploads: { files: 3, bytes: 1110 },
    });
  });

  it('names what stays and what is replaced, and what then travels', () => {
    const kept = decideAll({}, [theirs, gone], 'keep');
    expect(applyDecisions(files, decideAll(kept, [foreign], 'overwrite'))).toEqual({
      keep: [theirs.path, gone.path],
      overwrite: [foreign.path],
      open: [],
      uploads: { files: 2, bytes: 1010 },
    });
  });

  it('can be decided otherwise', () => {
    const changed = decideAll(decideAll({}, [theirs], 'keep'), [theirs], 'overwrite');
    expect(applyDecisions([theirs], changed)).toMatchObject({ keep: [], overwrite: [theirs.path] });
  });

  it('is open again when the share has changed once more', () => {
    const decided = decideAll({}, [theirs], 'overwrite');
    expect(applyDecisions([{ ...theirs, previousSize: 9 }], decided).open).toHaveLength(1);
    expect(
      applyDecisions([{ ...theirs, onShare: 'removed', previousSize: null }], decided).open,
    ).toHaveLength(1);
  });
});
