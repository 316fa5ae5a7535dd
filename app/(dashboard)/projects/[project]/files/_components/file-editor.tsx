'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { CodeEditor } from '@/app/_components/code/code-editor';
import type { EditorMemory } from '@/app/_components/code/loaded-code-editor';
import type { FileFault } from './file-faults';

type FileEditorProps = {
  path: string;
  text: string;
  line: number | undefined;
  memory: EditorMemory;
  /** What there is to say about what was done with the text. */
  said: ReactNode;
  onChange: (path: string, text: string) => void;
};

/** The text of the open file, with what is wrong in it. */
export function FileEditor(props: FileEditorProps) {
  const { said, ...editor } = props;
  const { path, text } = editor;
  const t = useTranslations('files.editor');
  const hintId = useId();
  const faults = useFaults(path, text);
  const marks = useMemo(
    () => faults.map((fault) => ({ line: fault.line, message: sayFault(fault, t) })),
    [faults, t],
  );
  return (
    <>
      <div className="h-[min(65dvh,48rem)] min-h-72 lg:h-[calc(100dvh-16.25rem)]">
        <CodeEditor {...editor} label={t('label', { path })} describedBy={hintId} faults={marks} />
      </div>
      <footer className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line px-3 py-2 text-xs text-ink-soft">
        <ul aria-live="polite" className="basis-full text-bad empty:hidden">
          {marks.map(({ line, message }) => (
            <li key={`${line} ${message}`}>{t('fault', { line, message })}</li>
          ))}
        </ul>
        <span>{t(text.includes('\r\n') ? 'crlf' : 'lf')}</span>
        <span id={hintId}>{t('leave')}</span>
        <span role="status" className="text-ink lg:ml-auto">
          {said}
        </span>
      </footer>
    </>
  );
}

const NONE: FileFault[] = [];

function useFaults(path: string, text: string): FileFault[] {
  const settled = useDeferredValue(text);
  const [faults, setFaults] = useState(NONE);
  useEffect(() => {
    let current = true;
    // What checks the parameters file is needed by none of the other files.
    void import('./file-faults').then(({ faultsOf }) => {
      if (!current) return;
      const found = faultsOf(path, settled);
      setFaults(found.length > 0 ? found : NONE);
    });
    return () => {
      current = false;
    };
  }, [path, settled]);
  return faults;
}

function sayFault(fault: FileFault, t: ReturnType<typeof useTranslations<'files.editor'>>): string {
  switch (fault.kind) {
    case 'not-json':
      return t('notJson');
    case 'not-parameters':
      return t('notParameters', { where: fault.where });
    case 'parameter':
      return `${fault.name} ${fault.why}.`;
  }
}
