import { expect, it } from 'vitest';
import { runOfKind } from '@/lib/worker/registry';

it.each([
  { minReplicas: 0, maxReplicas: 1 },
  { minReplicas: 3, maxReplicas: 3 },
])('%j is a scale', (scale) => {
  expect(runOfKind('scale').checkInput(scale)).toEqual(scale);
});

it.each([
  [{ minReplicas: -1, maxReplicas: 1 }, 'minReplicas', 'minReplicas must be a whole number from 0'],
  [{ minReplicas: 0.5, maxReplicas: 1 }, 'minReplicas', 'minReplicas must be a whole number'],
  [{ minReplicas: 0, maxReplicas: 0 }, 'maxReplicas', 'maxReplicas must be a whole number from 1'],
  [{ minReplicas: 2, maxReplicas: 1 }, 'maxReplicas', 'maxReplicas must not be less than minReplicas'],
  [{ maxReplicas: 1 }, 'minReplicas', 'minReplicas must be a whole number'],
])('%j is refused in words that name the field', (scale, target, words) => {
  expect(() => runOfKind('scale').checkInput(scale)).toThrow(
    expect.objectContaining({
      info: expect.objectContaining({ target, message: expect.stringContaining(words) }),
    }),
  );
});
