import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineBreakOf } from './line-breaks';
import { replaceText } from './replace-text';

const stateOf = (doc: string, cursor = 0) =>
  EditorState.create({
    doc,
    selection: { anchor: cursor },
    extensions: EditorState.lineSeparator.of(lineBreakOf(doc)),
  });

it('holds any text of its line breaks afterwards', () => {
  const lines = fc.array(fc.constantFrom('', 'a', 'b', 'ab'), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(lines, lines, fc.constantFrom('\n', '\r\n'), (one, other, lineBreak) => {
      const state = stateOf(one.join(lineBreak));
      const text = other.join(lineBreak);
      const change = replaceText(state, text);
      if (!change) throw new Error('The line breaks are the same.');
      expect(state.update(change).state.sliceDoc()).toBe(text);
    }),
  );
});

it('leaves the cursor where it was when something else changes', () => {
  const state = stateOf('one\ntwo\nthree', 9);
  const after = state.update(replaceText(state, 'one\n2\nthree') ?? {}).state;
  expect(after.selection.main.head).toBe(7);
});

it('is no change for other line breaks', () => {
  expect(replaceText(stateOf('a\nb'), 'a\r\nb')).toBeUndefined();
});
