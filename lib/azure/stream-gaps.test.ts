import { describe, expect, test } from 'vitest';
import { StreamGaps } from '@/lib/azure/stream-gaps';

const second = 1_000;

/** A reader that has had a line at 10 s, on a stream that broke off at 11 s and was open again at 12 s. */
async function afterBreak() {
  const gaps = new StreamGaps();
  gaps.connected(0);
  await gaps.read('a', 10 * second, true);
  gaps.broke(11 * second);
  gaps.connected(12 * second);
  return gaps;
}

describe('a stream that goes on', () => {
  test('from its first line is whole', async () => {
    const gaps = new StreamGaps();
    gaps.connected(0);
    expect(await gaps.read('a', second, true)).toBeUndefined();
    expect(await gaps.read('b', 90 * second, true)).toBeUndefined();
  });

  test('with lines that were written while it was broken off is whole', async () => {
    const gaps = await afterBreak();
    expect(await gaps.read('a', 10 * second, false)).toBeUndefined();
    expect(await gaps.read('b', 11.5 * second, true)).toBeUndefined();
    expect(await gaps.read('c', 13 * second, true)).toBeUndefined();
  });

  test('with none of that time may lack some, where the app was writing before and after', async () => {
    const gaps = await afterBreak();
    await gaps.read('a', 10 * second, false);
    const missing = { kind: 'break', fromMs: 10 * second, untilMs: 17 * second };
    expect(await gaps.read('b', 17 * second, true)).toEqual(missing);
    expect(await gaps.read('c', 18 * second, true)).toBeUndefined();
  });

  test('with lines from before the break has not told yet what became of the time of it', async () => {
    const gaps = await afterBreak();
    expect(await gaps.read('a', 10 * second, false)).toBeUndefined();
    expect(await gaps.read('b', 10.5 * second, true)).toBeUndefined();
    const missing = { kind: 'break', fromMs: 10.5 * second, untilMs: 17 * second };
    expect(await gaps.read('c', 17 * second, true)).toEqual(missing);
  });

  test('after a silence is not suspected of anything', async () => {
    const gaps = await afterBreak();
    await gaps.read('a', 10 * second, false);
    expect(await gaps.read('b', 100 * second, true)).toBeUndefined();
  });

  test('with a line that nobody knows lacks those before it', async () => {
    const gaps = await afterBreak();
    const missing = { kind: 'gap', fromMs: 10 * second, untilMs: 11.5 * second };
    expect(await gaps.read('x', 11.5 * second, true)).toEqual(missing);
  });

  test('where another reader left off lacks nothing if that one had its first line', async () => {
    for (const [known, kind] of [
      [true, undefined],
      [false, 'gap'],
    ] as const) {
      const gaps = new StreamGaps({ lastMs: 5 * second, hasRead: async () => known });
      gaps.connected(0);
      expect((await gaps.read('a', 9 * second, true))?.kind).toBe(kind);
      expect(await gaps.read('b', 10 * second, true)).toBeUndefined();
    }
  });

  test('without times is not judged', async () => {
    const gaps = await afterBreak();
    expect(await gaps.read('no time', Number.NaN, true)).toBeUndefined();
  });
});
