import { expect, test } from 'vitest';
import { numberFromDraft } from './number-draft';

const whole = { min: 1, max: 1024, step: 1 };
const fine = { min: 0, max: 2, step: 0.05 };

test.each([
  ['0', fine, 0],
  ['0.33', fine, 0.33],
  ['-1', fine, 0],
  ['9', fine, 2],
  ['64', whole, 64],
  ['12.6', whole, 13],
  ['0.2', whole, 1],
  ['5000', whole, 1024],
])('"%s" in the range %o is %d', (draft, range, expected) => {
  expect(numberFromDraft(draft, range)).toBe(expected);
});

test.each(['', ' ', '-', 'x'])('"%s" is no number, so the one before stays', (draft) => {
  expect(numberFromDraft(draft, whole)).toBeUndefined();
});
