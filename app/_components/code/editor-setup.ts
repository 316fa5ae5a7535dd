import { foldGutter, foldKeymap } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { codeTheme } from './theme';

/** What every view of code has; `phrases` are what CodeMirror says. */
export function commonSetup(phrases: Record<string, string>): Extension {
  return [
    lineNumbers(),
    foldGutter(),
    highlightSpecialChars(),
    drawSelection(),
    highlightSelectionMatches(),
    search({ top: true }),
    keymap.of([...searchKeymap, ...foldKeymap]),
    codeTheme,
    EditorState.phrases.of(phrases),
  ];
}

/** Code to be read: it takes the focus, so that the keyboard scrolls and searches it, but no text. */
export function readOnlySetup(phrases: Record<string, string>, label: string): Extension {
  return [
    commonSetup(phrases),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label }),
  ];
}
