'use client';

import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { isUnsaved } from './buffers';
import type { Workspace } from './use-workspace';

type RemoveDialogProps = { open: boolean; path: string; workspace: Workspace; onClose: () => void };

/** Asks before a file is removed, and says whether it can be put back. */
export function RemoveDialog({ open, path, workspace, onClose }: RemoveDialogProps) {
  const t = useTranslations('files.remove');
  const isText = workspace.open.file?.kind === 'text';
  return (
    <Dialog open={open} title={t('title')} onClose={onClose}>
      <p className="mb-2 font-mono text-xs wrap-anywhere">{path}</p>
      <p className="text-ink-soft">{t(isText ? 'text' : 'forGood')}</p>
      {isUnsaved(workspace.buffer) && <p className="mt-2">{t('unsaved')}</p>}
      {workspace.error && (
        <div className="mt-3">
          <ErrorMessage error={workspace.error} />
        </div>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          variant="danger"
          pending={workspace.pending === 'other'}
          onClick={async () => {
            if (await workspace.remove()) onClose();
          }}
        >
          {t('submit')}
        </Button>
      </div>
    </Dialog>
  );
}
