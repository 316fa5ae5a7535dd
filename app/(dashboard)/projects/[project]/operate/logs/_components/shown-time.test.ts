import { expect, test } from 'vitest';
import { shownTime } from './shown-time';

test('a line shows the time of day in UTC, however many digits its second has', () => {
  expect(shownTime('2026-11-21T20:25:47.2551234Z')).toBe('20:25:47');
  expect(shownTime('2026-11-21T00:00:00Z')).toBe('00:00:00');
});
