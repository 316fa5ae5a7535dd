import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hiddenDifference, lineBreakOf } from './line-breaks';

it.each([
  ['', '\n'],
  ['one', '\n'],
  ['one\ntwo\n', '\n'],
  ['one\r\ntwo\r\n', '\r\n'],
  ['one\r\ntwo', '\r\n'],
  ['one\r\ntwo\n', '\n'],
  ['\none\r\n', '\n'],
  ['one\rtwo\r\n', '\n'],
  ['\r\n\n', '\n'],
])('the lines of %j end with %j', (text, lineBreak) => {
  expect(lineBreakOf(text)).toBe(lineBreak);
});

it('an editor with these breaks gives back every text as it was', () => {
  const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '\uFEFF', ' '), { maxLength: 12 });
  fc.assert(
    fc.property(text, (parts) => {
      const doc = parts.join('');
      const state = EditorState.create({
        doc,
        extensions: EditorState.lineSeparator.of(lineBreakOf(doc)),
      });
      expect(state.sliceDoc()).toBe(doc);
    }),
  );
});

it('texts that only look alike are told apart', () => {
  expect(hiddenDifference('a\nb', 'a\nb')).toBe('none');
  expect(hiddenDifference('a\nb', 'a\r\nb')).toBe('line-breaks');
  expect(hiddenDifference('a\nb', 'a\nb\n')).toBeUndefined();
});
