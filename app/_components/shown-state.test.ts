import { expect, test } from 'vitest';
import { shownResourceState, shownStepState } from './shown-state';

test('a step that a cancel ended is not told as failed, and one of a failed run is', () => {
  expect(shownStepState('failed', 'cancelled')).toBe('cancelled');
  expect(shownStepState('failed', 'failed')).toBe('failed');
  expect(shownStepState('done', 'cancelled')).toBe('done');
});

test('a run that has ended leaves no resource running or waiting', () => {
  expect(shownResourceState('running', true)).toBe('unfinished');
  expect(shownResourceState('waiting', true)).toBe('notBegun');
  expect(shownResourceState('succeeded', true)).toBe('succeeded');
  expect(shownResourceState('running', false)).toBe('running');
});
