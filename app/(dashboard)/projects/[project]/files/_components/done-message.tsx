'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { buttonClass } from '@/app/_ui/button-class';
import { Message } from '@/app/_ui/message';
import type { Done } from './use-workspace';

type DoneMessageProps = {
  projectId: string;
  done: Done;
  /** Makes a removed file again with the text it had. */
  onUndo: (path: string, text: string) => Promise<boolean>;
};

/** Says what was done, and what there is to do next: a saved file is not yet at work in Azure. */
export function DoneMessage({ projectId, done, onUndo }: DoneMessageProps) {
  const t = useTranslations('files.done');
  const { kind, path } = done;
  const text = kind === 'removed' ? done.text : null;
  const isApp = path.startsWith('inference/');
  const isTemplate = path.startsWith('infra/provision/inference.');
  const next = isApp ? 'deploy' : isTemplate ? 'provision' : undefined;
  return (
    <Message
      level="info"
      title={t(kind, { path })}
      actions={
        <span className="flex flex-wrap gap-2">
          {text !== null && <Button onClick={() => void onUndo(path, text)}>{t('undo')}</Button>}
          {next && (
            <Link className={buttonClass('secondary')} href={`/projects/${projectId}/${next}`}>
              {t(`next.${next}.action`)}
            </Link>
          )}
        </span>
      }
    >
      {next && t(`next.${next}.text`)}
    </Message>
  );
}
