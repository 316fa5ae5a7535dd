'use client';

import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useRef } from 'react';
import { editingSetup } from './editing-setup';
import { loadLanguage } from './load-language';
import { replaceText } from './replace-text';
import { usePhrases } from './use-phrases';

/** What is wrong in a line, which counts from 1. */
export type Fault = { line: number; message: string };

/** The states of texts that are not shown at present, by their paths. */
export type EditorMemory = Map<string, EditorState>;

export type CodeEditorProps = {
  /** Names the language. It stays the same: another text is another editor. */
  path: string;
  text: string;
  /** The line to go to, from 1. */
  line?: number | undefined;
  label: string;
  /** The id of the element that says how to leave the editor by keyboard. */
  describedBy: string;
  faults: readonly Fault[];
  /** Keeps the undo and the place of each text while another one is shown. */
  memory: EditorMemory;
  onChange: (path: string, text: string) => void;
};

const language = new Compartment();
const listening = new Compartment();

/** To be loaded through `CodeEditor`. */
export function LoadedCodeEditor(props: CodeEditorProps) {
  const { path, text, line, faults, memory } = props;
  const phrases = usePhrases();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef<Latest>({ ...props, phrases });
  useEffect(() => {
    latest.current = { ...props, phrases };
  });

  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({ parent: place.current });
    fill(editor, path, memory.get(path) ?? stateOf(path, latest.current), latest);
    view.current = editor;
    return () => {
      memory.set(path, editor.state);
      view.current = undefined;
      editor.destroy();
    };
  }, [path, memory]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.sliceDoc() === text) return;
    const change = replaceText(editor.state, text);
    if (change) editor.dispatch(change);
    else fill(editor, path, stateOf(path, latest.current), latest);
  }, [path, text]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || line === undefined) return;
    const { from } = editor.state.doc.line(Math.min(Math.max(1, line), editor.state.doc.lines));
    editor.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    editor.focus();
  }, [line]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { doc } = editor.state;
    const diagnostics = faults.map(({ line: at, message }): Diagnostic => {
      const { from, to } = doc.line(Math.min(Math.max(1, at), doc.lines));
      return { from, to, severity: 'error', message };
    });
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [faults]);

  return <div ref={place} className="h-full [&>.cm-editor]:h-full" />;
}

type Latest = CodeEditorProps & { phrases: Record<string, string> };

function stateOf(path: string, { text, label, describedBy, phrases }: Latest): EditorState {
  const attributes = { 'aria-label': label, 'aria-describedby': describedBy };
  const setup = editingSetup({ path, text, phrases, attributes });
  return EditorState.create({ doc: text, extensions: [setup, language.of([]), listening.of([])] });
}

/** Shows a state, tells of its changes, and colours it once its language is there. */
function fill(editor: EditorView, path: string, state: EditorState, latest: RefObject<Latest>): void {
  const listener = EditorView.updateListener.of(({ docChanged, state }) => {
    if (docChanged) latest.current.onChange(path, state.sliceDoc());
  });
  editor.setState(state);
  editor.dispatch({ effects: listening.reconfigure(listener) });
  void loadLanguage(path).then((loaded) => {
    if (editor.dom.isConnected) editor.dispatch({ effects: language.reconfigure(loaded) });
  });
}
