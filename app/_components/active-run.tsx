import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';
import { Elapsed } from '@/app/_ui/elapsed';
import { Message } from '@/app/_ui/message';
import type { Run } from '@/lib/runs/store';
import { RefreshWhenEnded } from './refresh-when-ended';

/** Says that a run is under way, and leads to it. */
export function ActiveRun({ projectId, run }: { projectId: string; run: Run }) {
  const t = useTranslations('activeRun');
  return (
    <Message
      level="info"
      title={
        <>
          {t(`title.${run.kind}`)} <Elapsed since={run.startedAt ?? run.createdAt} />
        </>
      }
      actions={
        <Link href={`/projects/${projectId}/runs/${run.id}`} className={buttonClass('secondary')}>
          {t('watch')}
        </Link>
      }
    >
      {t('text')}
      <RefreshWhenEnded runId={run.id} />
    </Message>
  );
}
