'use client';

import { FilePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { EditorMemory } from '@/app/_components/code/loaded-code-editor';
import { EmptyState } from '@/app/_components/empty-state';
import { ErrorMessage } from '@/app/_components/error-message';
import { useUnsavedGuard } from '@/app/_components/use-unsaved-guard';
import { Button } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import type { FileList } from '@/lib/config/files/list-files';
import { isUnsaved } from './buffers';
import { DoneMessage } from './done-message';
import { FilePanel } from './file-panel';
import { FileTree } from './file-tree';
import { PathDialog } from './path-dialog';
import { useFileList } from './use-file-list';
import { useSaveKey } from './use-save-key';
import { useWorkspace } from './use-workspace';

type FileWorkspaceProps = { projectId: string; initialList: FileList };

/** The files of the project, and the one that is open. */
export function FileWorkspace({ projectId, initialList }: FileWorkspaceProps) {
  const t = useTranslations('files');
  const list = useFileList(projectId, initialList);
  const workspace = useWorkspace(projectId);
  const [making, setMaking] = useState(false);
  const [memory] = useState<EditorMemory>(() => new Map());
  const { path, buffers } = workspace;
  const unsaved = Object.keys(buffers).filter((name) => isUnsaved(buffers[name]));
  useUnsavedGuard(unsaved.length > 0, t('leave', { count: unsaved.length }));

  useSaveKey(workspace.save);
  const folder = path?.slice(0, path.lastIndexOf('/') + 1) ?? 'inference/';

  return (
    <div className="grid items-start gap-4 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <Panel
        title={t('tree.title')}
        flush
        actions={
          <Button size="small" onClick={() => setMaking(true)}>
            <FilePlus aria-hidden className="size-3.5" />
            {t('new.open')}
          </Button>
        }
      >
        {list.entries.length > 0 ? (
          <FileTree list={list} shown={path} unsaved={unsaved} onChoose={workspace.show} />
        ) : (
          <p className="p-4 text-ink-soft">{t('tree.empty')}</p>
        )}
      </Panel>
      <div className="flex min-w-0 flex-col gap-4">
        {workspace.done && workspace.done.kind !== 'saved' && (
          <DoneMessage done={workspace.done} onUndo={workspace.make} />
        )}
        {workspace.error && !making && <ErrorMessage error={workspace.error} />}
        {path === null ? (
          <EmptyState title={t('empty.title')} text={t('empty.text')} />
        ) : (
          <FilePanel key={path} projectId={projectId} path={path} workspace={workspace} memory={memory} />
        )}
      </div>
      <PathDialog
        open={making}
        title={t('new.title')}
        submit={t('new.submit')}
        initial={folder}
        workspace={workspace}
        onSubmit={(target) => workspace.make(target, '')}
        onClose={() => {
          setMaking(false);
          workspace.forgetError();
        }}
      />
    </div>
  );
}
