import { describe, expect, it } from 'vitest';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';

const never = new AbortController().signal;

describe('forEachLimited', () => {
  it('does everything, and never more at once than it may', async () => {
    let active = 0;
    let most = 0;
    const done: number[] = [];
    await forEachLimited([1, 2, 3, 4, 5], 2, never, async (item) => {
      active += 1;
      most = Math.max(most, active);
      await Promise.resolve();
      active -= 1;
      done.push(item);
    });
    expect(done.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('stops the others at the first failure and throws that one', async () => {
    const begun: number[] = [];
    const failure = new Error('second fails');
    const work = forEachLimited([1, 2, 3, 4], 2, never, async (item, signal) => {
      begun.push(item);
      if (item === 2) throw failure;
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    await expect(work).rejects.toBe(failure);
    expect(begun).toEqual([1, 2]);
  });

  it('throws the reason of its signal', async () => {
    const reason = new Error('cancelled');
    await expect(forEachLimited([1], 1, AbortSignal.abort(reason), async () => {})).rejects.toBe(reason);
    await expect(forEachLimited([], 1, never, async () => {})).resolves.toBeUndefined();
  });
});
