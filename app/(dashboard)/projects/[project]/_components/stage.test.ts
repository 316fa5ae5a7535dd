import { expect, test } from 'vitest';
import { stageOf } from './stage';

test('the next step follows from what is there and whether it answers', () => {
  const ready = { state: 'ready', url: 'http://app.localhost', phase: 'ready' } as const;
  expect(stageOf(false, false, undefined)).toBe('provision');
  expect(stageOf(true, false, undefined)).toBe('deploy');
  expect(stageOf(true, true, undefined)).toBe('chat');
  expect(stageOf(true, true, { ...ready, state: 'starting', phase: 'loading-base' })).toBe('deploy');
  expect(stageOf(true, false, ready)).toBe('chat');
  expect(stageOf(true, true, { state: 'scaled-to-zero', url: ready.url })).toBe('chat');
  expect(stageOf(true, true, { state: 'stopped', url: ready.url })).toBe('deploy');
});
