'use client';

import { useTranslations } from 'next-intl';
import type { ReplicaTimeline } from '@/lib/runs/replica-stages';
import type { UsualStageTimes } from '@/lib/runs/usual-times';
import { StageRows } from './stage-rows';

type AttemptsProps = {
  attempts: ReplicaTimeline['attempts'];
  usualTimes: UsualStageTimes;
  until?: string | undefined;
};

/** The last start of a replica in full, and those before it, which ended, folded away. */
export function Attempts({ attempts, usualTimes, until }: AttemptsProps) {
  const t = useTranslations('replicas');
  const last = attempts.at(-1);
  const before = attempts.slice(0, -1);
  if (!last) return <p className="px-4 py-3 text-xs text-ink-soft">{t('noStages')}</p>;
  return (
    <>
      {before.length > 0 && (
        <details className="border-b border-line px-4 py-2 text-xs">
          <summary className="cursor-pointer text-warn">{t('attempts', { count: before.length })}</summary>
          {before.map(({ attempt, stages }) => (
            <section key={attempt} aria-label={t('attempt', { attempt })} className="-mx-4 mt-2">
              <p className="px-4 font-medium">{t('attempt', { attempt })}</p>
              <StageRows stages={stages} usualTimes={usualTimes} until={stages.at(-1)?.finishedAt ?? until} />
            </section>
          ))}
        </details>
      )}
      {last.attempt > 1 && (
        <p className="px-4 pt-2 text-xs font-medium">{t('attempt', { attempt: last.attempt })}</p>
      )}
      <StageRows stages={last.stages} usualTimes={usualTimes} until={until} />
    </>
  );
}
