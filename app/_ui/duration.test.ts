import { expect, test } from 'vitest';
import { formatDuration } from './duration';

test('a duration reads like a stopwatch at every size', () => {
  const shown = [-5, 0, 449, 999, 1000, 59_999, 60_000, 185_000, 3_599_999, 3_720_000].map(formatDuration);
  expect(shown).toEqual([
    '0.0s',
    '0.0s',
    '0.4s',
    '0.9s',
    '1s',
    '59s',
    '1m 00s',
    '3m 05s',
    '59m 59s',
    '1h 02m',
  ]);
});
