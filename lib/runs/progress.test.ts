import { describe, expect, it } from 'vitest';
import { advance, paceOf, type UnitProgress } from '@/lib/runs/progress';

const START_MS = Date.parse('2026-01-01T00:00:00.000Z');
const at = (second: number) => new Date(START_MS + second * 1000).toISOString();
const now = (second: number) => START_MS + second * 1000;

/** The progress after reports of [second, done]. */
function progressOf(total: number, ...reports: [second: number, done: number][]): UnitProgress {
  let progress: UnitProgress | undefined;
  for (const [second, done] of reports) progress = advance(progress, { done, total, at: at(second) });
  if (!progress) throw new Error('no report');
  return progress;
}

describe('advance and paceOf', () => {
  it('tell the speed and the time left of a steady step', () => {
    const steady = progressOf(1000, [0, 0], [1, 100], [2, 200], [3, 300]);
    expect(steady).toMatchObject({ done: 300, total: 1000, at: at(3) });
    expect(steady.perSecond).toBeCloseTo(100);
    expect(paceOf(steady, now(3))).toEqual({
      kind: 'moving',
      perSecond: expect.closeTo(100),
      leftMs: 10_000,
    });
  });

  it('claim nothing before something has been seen for a while', () => {
    expect(paceOf(progressOf(10, [0, 0]), now(0))).toEqual({ kind: 'measuring' });
    expect(paceOf(progressOf(1000, [0, 0], [0.5, 300]), now(1))).toEqual({ kind: 'measuring' });
    expect(paceOf(progressOf(1000, [0, 0], [1, 0], [2, 0]), now(2))).toEqual({ kind: 'measuring' });
  });

  it('follow a change of speed without a jump', () => {
    const steady = progressOf(100_000, [0, 0], [1, 100], [2, 200], [3, 300], [4, 400]);
    const burst = advance(steady, { done: 1400, total: 100_000, at: at(5) });
    expect(burst.perSecond).toBeGreaterThan(150);
    expect(burst.perSecond).toBeLessThan(500);
    let fast = burst;
    for (let second = 6; second < 60; second += 1) {
      fast = advance(fast, { done: 1400 + (second - 5) * 1000, total: 100_000, at: at(second) });
    }
    expect(fast.perSecond).toBeGreaterThan(990);
  });

  it('take reports of one moment together', () => {
    const together = progressOf(1000, [0, 0], [1, 100], [1, 150], [1.1, 200], [2, 300]);
    expect(together.done).toBe(300);
    expect(together.perSecond).toBeCloseTo(152, -1);
  });

  it('begin anew where a later attempt begins', () => {
    const again = advance(progressOf(1000, [0, 0], [5, 500]), { done: 0, total: 500, at: at(60) });
    expect(again).toEqual({ done: 0, total: 500, at: at(60), mark: { done: 0, at: at(60) }, weight: 0 });
  });

  it('say since when nothing has moved, also when reports go on', () => {
    const stuck = progressOf(1000, [0, 0], [1, 100], [2, 200], [10, 200], [20, 200]);
    expect(paceOf(stuck, now(20))).toEqual({ kind: 'stalled', sinceMs: 18_000 });
    expect(paceOf(progressOf(200, [0, 0], [2, 200]), now(60))).toMatchObject({ kind: 'moving', leftMs: 0 });
  });

  it.each([
    [12.2, 15_000],
    [59, 60_000],
    [61, 75_000],
    [1000, 17 * 60_000],
  ])('round %d seconds that are left up to what does not flicker', (seconds, leftMs) => {
    const progress = progressOf(100 + seconds * 50, [0, 0], [1, 50], [2, 100]);
    expect(paceOf(progress, now(2))).toMatchObject({ leftMs });
  });
});
