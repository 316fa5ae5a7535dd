import { expect, it } from 'vitest';
import { LineStamps } from './line-stamps.ts';

const START_MS = Date.parse('2026-10-09T21:15:44.479Z');

function stampsAt() {
  const time = { now: START_MS };
  const stamps = new LineStamps({ now: () => time.now, wait: async () => undefined });
  return { time, stamps };
}

it('tells lines of one millisecond apart, in their order', () => {
  const { time, stamps } = stampsAt();
  expect([stamps.next(), stamps.next()]).toEqual([
    '2026-10-09T21:15:44.4790000Z',
    '2026-10-09T21:15:44.4790001Z',
  ]);
  time.now += 1;
  expect(stamps.next()).toBe('2026-10-09T21:15:44.4800000Z');
});

it('grows on when a millisecond is full and when the clock is set back', () => {
  const { time, stamps } = stampsAt();
  const many = Array.from({ length: 10_001 }, () => stamps.next());
  time.now -= 5_000;
  many.push(stamps.next());
  expect(many).toEqual([...new Set(many)].sort());
  expect(many.slice(-2)).toEqual(['2026-10-09T21:15:44.4800000Z', '2026-10-09T21:15:44.4800001Z']);
});
