import type { EditorState, TransactionSpec } from '@codemirror/state';
import { lineBreakOf } from './line-breaks';

/** The change that makes a state hold another text, of what differs alone; undefined when its line breaks are of another kind. */
export function replaceText(state: EditorState, text: string): TransactionSpec | undefined {
  if (lineBreakOf(text) !== state.lineBreak) return undefined;
  const next = state.toText(text);
  const [one, other] = [state.doc.toString(), next.toString()];
  const shorter = Math.min(one.length, other.length);
  let from = 0;
  while (from < shorter && one[from] === other[from]) from++;
  let tail = 0;
  while (tail < shorter - from && one.at(-1 - tail) === other.at(-1 - tail)) tail++;
  return { changes: { from, to: one.length - tail, insert: next.slice(from, other.length - tail) } };
}
