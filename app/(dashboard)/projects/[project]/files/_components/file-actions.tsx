'use client';

import { GitCompare, PencilLine, Trash2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { isUnsaved } from './buffers';
import { PathDialog } from './path-dialog';
import { RemoveDialog } from './remove-dialog';
import type { Workspace } from './use-workspace';

type FileActionsProps = { path: string; workspace: Workspace; comparing: boolean; onCompare: () => void };

/** What can be done with the open file. */
export function FileActions({ path, workspace, comparing, onCompare }: FileActionsProps) {
  const t = useTranslations('files.actions');
  const [asking, setAsking] = useState<'rename' | 'remove'>();
  const { buffer, pending, version } = workspace;
  const unsaved = isUnsaved(buffer);
  const unchanged = unsaved ? undefined : t('unchanged');
  const undecided = buffer?.theirs ? t('undecided') : undefined;
  const unread = version === undefined ? t('unread') : undefined;
  const close = () => {
    setAsking(undefined);
    workspace.forgetError();
  };
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Button
        size="small"
        variant="ghost"
        aria-pressed={comparing}
        title={undecided ?? unchanged}
        disabled={!unsaved || undecided !== undefined || buffer?.base === null}
        onClick={onCompare}
      >
        <GitCompare aria-hidden className="size-3.5" />
        {t('compare')}
      </Button>
      <Button
        size="small"
        variant="ghost"
        title={unchanged}
        disabled={!unsaved}
        onClick={() => workspace.change({ kind: 'discarded', path })}
      >
        <Undo2 aria-hidden className="size-3.5" />
        {t('discard')}
      </Button>
      <Button
        size="small"
        variant="ghost"
        title={unread}
        disabled={unread !== undefined}
        onClick={() => setAsking('rename')}
      >
        <PencilLine aria-hidden className="size-3.5" />
        {t('rename')}
      </Button>
      <Button
        size="small"
        variant="ghost"
        title={unread}
        disabled={unread !== undefined}
        onClick={() => setAsking('remove')}
      >
        <Trash2 aria-hidden className="size-3.5" />
        {t('remove')}
      </Button>
      <Button
        size="small"
        variant="primary"
        pending={pending === 'save'}
        title={undecided ?? unchanged}
        disabled={!unsaved || undecided !== undefined}
        aria-keyshortcuts="Control+S Meta+S"
        onClick={() => void workspace.save()}
      >
        {t('save')}
      </Button>
      <PathDialog
        open={asking === 'rename'}
        title={t('renameTitle')}
        submit={t('rename')}
        initial={path}
        workspace={workspace}
        onSubmit={workspace.rename}
        onClose={close}
      />
      <RemoveDialog open={asking === 'remove'} path={path} workspace={workspace} onClose={close} />
    </div>
  );
}
