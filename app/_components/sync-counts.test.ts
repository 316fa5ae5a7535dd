import { expect, test } from 'vitest';
import { syncCountsOf } from './sync-counts';

test('a finished sync tells its counts, also one of a version that kept nothing', () => {
  const result = { uploaded: 2, deleted: 1, unchanged: 30, bytes: 4096, other: 'not a count' };
  expect(syncCountsOf(result)).toEqual({ uploaded: 2, deleted: 1, kept: 0, unchanged: 30, bytes: 4096 });
  expect(syncCountsOf({ ...result, kept: 3 })?.kept).toBe(3);
});

test('a step that left no counts has none', () => {
  expect(syncCountsOf(undefined)).toBeUndefined();
  expect(syncCountsOf({ endpointUrl: 'https://app.example' })).toBeUndefined();
});
