'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';
import type { Done } from './use-workspace';

type DoneMessageProps = {
  done: Exclude<Done, { kind: 'saved' }>;
  /** Makes a removed file again with the text it had. */
  onUndo: (path: string, text: string) => Promise<boolean>;
};

/** Says that a file was renamed or removed, and lets a text be put back. */
export function DoneMessage({ done, onUndo }: DoneMessageProps) {
  const t = useTranslations('files.done');
  const { kind, path } = done;
  const text = kind === 'removed' ? done.text : null;
  return (
    <Message
      level="info"
      title={t(kind, { path })}
      actions={text !== null && <Button onClick={() => void onUndo(path, text)}>{t('undo')}</Button>}
    />
  );
}
