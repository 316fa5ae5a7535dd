import { expect, test } from 'vitest';
import { runningSince } from './running-since';

test('a resource that had run for two seconds when it was last told about began two seconds before', () => {
  expect(runningSince({ elapsedMs: 2_000, changedAt: '2026-01-01T00:00:05.000Z' })).toBe(
    '2026-01-01T00:00:03.000Z',
  );
});
