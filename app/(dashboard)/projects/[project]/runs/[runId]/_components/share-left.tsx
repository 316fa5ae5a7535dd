'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';
import { Message } from '@/app/_ui/message';
import type { RunView } from '@/lib/runs/view';
import { shareAfter } from './share-after';

/** After a deploy that failed or was cancelled: what is on the share now, what the app runs, and where to go on. */
export function ShareLeft({ projectId, view }: { projectId: string; view: RunView }) {
  const t = useTranslations('run.shareLeft');
  const left = shareAfter(view);
  if (!left) return null;
  return (
    <Message
      level={left === 'untouched' ? 'info' : 'warning'}
      title={t(`title.${left}`)}
      actions={
        <Link href={`/projects/${projectId}/deploy`} className={buttonClass('secondary')}>
          {t('compare')}
        </Link>
      }
    >
      {t(`text.${left}`)}
    </Message>
  );
}
