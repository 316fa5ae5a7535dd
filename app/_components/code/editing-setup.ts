import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  crosshairCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  rectangularSelection,
} from '@codemirror/view';
import { commonSetup } from './editor-setup';
import { indentOf } from './indent-of';
import { languageOf } from './language-of';
import { lineBreakOf } from './line-breaks';

type EditingSetup = {
  path: string;
  text: string;
  phrases: Record<string, string>;
  attributes: Record<string, string>;
};

/** What editing a text takes. The text comes out with the line breaks that it went in with. */
export function editingSetup({ path, text, phrases, attributes }: EditingSetup): Extension {
  return [
    EditorState.lineSeparator.of(lineBreakOf(text)),
    // Set to one kind of break, the editor would keep those of another program as characters.
    EditorView.clipboardInputFilter.of((pasted, state) => pasted.replace(/\r\n?|\n/g, state.lineBreak)),
    commonSetup(phrases),
    history(),
    indentUnit.of(indentOf(text, path)),
    indentOnInput(),
    bracketMatching(),
    rectangularSelection(),
    crosshairCursor(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    lintGutter(),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ tabindex: '0', ...attributes }),
    languageOf(path) === 'markdown' ? EditorView.lineWrapping : [],
  ];
}
