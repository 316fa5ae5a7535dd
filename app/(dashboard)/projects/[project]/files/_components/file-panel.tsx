'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { EditorMemory } from '@/app/_components/code/loaded-code-editor';
import { MergeView } from '@/app/_components/code/merge-view';
import { Copyable } from '@/app/_components/copyable';
import { ErrorMessage } from '@/app/_components/error-message';
import { ApiError } from '@/app/_components/fetch-json';
import { Badge } from '@/app/_ui/badge';
import { Skeleton } from '@/app/_ui/skeleton';
import { isUnsaved } from './buffers';
import { DiskConflict } from './disk-conflict';
import { FileActions } from './file-actions';
import { FileEditor } from './file-editor';
import { NoText } from './no-text';
import { SavedHint } from './saved-hint';
import type { Workspace } from './use-workspace';

type FilePanelProps = { projectId: string; path: string; workspace: Workspace; memory: EditorMemory };

/** The open file: what can be done with it, and its text or why there is none. */
export function FilePanel({ projectId, path, workspace, memory }: FilePanelProps) {
  const t = useTranslations('files');
  const [comparing, setComparing] = useState(false);
  const { buffer, done, open } = workspace;
  const unsaved = isUnsaved(buffer);
  const base = buffer?.base;
  const isComparing = comparing && unsaved && base && !buffer.theirs;
  return (
    <section aria-label={path} className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2">
        <h2 className="flex min-w-0 flex-1 basis-48 items-center gap-2">
          <Copyable text={path} />
          {unsaved && <Badge tone="accent">{t('unsaved')}</Badge>}
        </h2>
        <FileActions
          path={path}
          workspace={workspace}
          comparing={isComparing === true}
          onCompare={() => setComparing(!comparing)}
        />
      </header>
      {buffer?.theirs && <DiskConflict key={versionOf(buffer.theirs)} path={path} workspace={workspace} />}
      {!buffer && open.error instanceof ApiError && (
        <div className="p-4">
          <ErrorMessage error={open.error.info} />
        </div>
      )}
      {!buffer &&
        !open.error &&
        (open.file && open.file.kind !== 'text' ? (
          <NoText file={open.file} />
        ) : (
          <div role="status" aria-busy className="p-3">
            <span className="sr-only">{t('reading')}</span>
            <Skeleton className="h-80" />
          </div>
        ))}
      {buffer && isComparing && base && (
        <MergeView
          path={path}
          original={base.text}
          modified={buffer.text}
          labels={{ original: t('onDisk'), modified: t('mine') }}
        />
      )}
      {buffer && !isComparing && (
        <FileEditor
          path={path}
          text={buffer.text}
          line={workspace.line}
          memory={memory}
          said={
            done?.kind === 'saved' && done.path === path && <SavedHint projectId={projectId} path={path} />
          }
          onChange={(name, text) => workspace.change({ kind: 'edited', path: name, text })}
        />
      )}
    </section>
  );
}

const versionOf = (theirs: { version: string } | 'gone') => (theirs === 'gone' ? theirs : theirs.version);
