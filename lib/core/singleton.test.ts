import { expect, test, vi } from 'vitest';
import { dropSingleton, singleton } from '@/lib/core/singleton';

test('a value is made once, and again after it was dropped', () => {
  const create = vi.fn(() => ({}));
  const first = singleton('test', create);
  expect(singleton('test', create)).toBe(first);
  dropSingleton('test');
  expect(singleton('test', create)).not.toBe(first);
  expect(create).toHaveBeenCalledTimes(2);
});

test('a second copy of the module, as another bundle has it, finds the same value', async () => {
  const first = singleton('shared', () => ({}));
  vi.resetModules();
  const copy = await import('@/lib/core/singleton');
  expect(copy.singleton).not.toBe(singleton);
  expect(copy.singleton('shared', () => ({}))).toBe(first);
  dropSingleton('shared');
});
