'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { Skeleton } from '@/app/_ui/skeleton';
import type { CodeEditorProps } from './loaded-code-editor';

const LoadedCodeEditor = lazy(async () => ({
  default: (await import('./loaded-code-editor')).LoadedCodeEditor,
}));

/** A text to be edited, in the colours of its language. What it is made of is fetched when it is shown. */
export function CodeEditor(props: CodeEditorProps) {
  const t = useTranslations('code');
  return (
    <Suspense
      fallback={
        <div role="status" aria-busy className="h-full p-3">
          <span className="sr-only">{t('loading')}</span>
          <Skeleton className="h-full" />
        </div>
      }
    >
      <LoadedCodeEditor {...props} />
    </Suspense>
  );
}
