'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MergeView } from '@/app/_components/code/merge-view';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';
import type { Workspace } from './use-workspace';

/** The file was changed or removed while it was being edited here: the reader decides which text counts. */
export function DiskConflict({ path, workspace }: { path: string; workspace: Workspace }) {
  const t = useTranslations('files.conflict');
  const [comparing, setComparing] = useState(false);
  const { buffer, change } = workspace;
  const theirs = buffer?.theirs;
  if (!buffer || !theirs) return null;
  const kind = theirs === 'gone' ? 'gone' : 'changed';
  return (
    <div className="flex flex-col gap-3 border-b border-line p-3">
      <Message
        level="warning"
        title={t(`${kind}.title`)}
        actions={
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => change({ kind: 'kept-mine', path })}>{t(`${kind}.keepMine`)}</Button>
            <Button onClick={() => change({ kind: 'took-theirs', path })}>{t(`${kind}.takeTheirs`)}</Button>
            {theirs !== 'gone' && (
              <Button aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
                {t(comparing ? 'hide' : 'compare')}
              </Button>
            )}
          </div>
        }
      >
        {t(`${kind}.text`)}
      </Message>
      {comparing && theirs !== 'gone' && (
        <div className="overflow-hidden rounded-lg border border-line">
          <MergeView
            path={path}
            original={theirs.text}
            modified={buffer.text}
            labels={{ original: t('theirs'), modified: t('mine') }}
          />
        </div>
      )}
    </div>
  );
}
