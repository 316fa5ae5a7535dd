import { afterEach, beforeEach, expect, vi } from 'vitest';

// A test that prints an error and passes has hidden one.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
  vi.restoreAllMocks();
});
