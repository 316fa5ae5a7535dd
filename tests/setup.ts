import { afterEach, beforeEach, expect, vi } from 'vitest';
import { dropSingletons } from '@/lib/core/singleton';

// Test files share a process, and begin as if it were new.
dropSingletons();

// A test that prints an error and passes has hidden one.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
  vi.restoreAllMocks();
});
