import { expect, test } from 'vitest';
import { relativeTime } from './relative';

const now = Date.parse('2026-03-01T12:00:00Z');

test('a time is told in the largest unit that fits', () => {
  const ago = (ms: number) => relativeTime(now - ms, now, 'en');
  expect(ago(5_000)).toBe('now');
  expect(ago(119_000)).toBe('1 minute ago');
  expect(ago(7_300_000)).toBe('2 hours ago');
  expect(ago(86_400_000)).toBe('yesterday');
});

test('a time ahead is told as such', () => {
  for (const behindMs of [-900, 900]) {
    expect(relativeTime(now + 7 * 86_400_000 + behindMs, now, 'en')).toBe('in 7 days');
  }
});
