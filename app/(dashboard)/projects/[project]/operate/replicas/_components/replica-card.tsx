'use client';

import { useTranslations } from 'next-intl';
import { Ago } from '@/app/_components/ago';
import { Copyable } from '@/app/_components/copyable';
import { Attempts } from '@/app/_components/replicas/attempts';
import { Badge } from '@/app/_ui/badge';
import type { ReplicasNow } from '@/lib/deployment/replicas/read-replicas';
import type { UsualStageTimes } from '@/lib/runs/usual-times';

type ReplicaCardProps = { replica: ReplicasNow['replicas'][number]; usualTimes: UsualStageTimes };

/** One replica: how it is, what runs in it, and what it has gone through. */
export function ReplicaCard({ replica, usualTimes }: ReplicaCardProps) {
  const t = useTranslations('replicas');
  const { name, revision, createdAt, runningState, details, containers, attempts } = replica;
  const ready = containers.length > 0 && containers.every((container) => container.ready);
  const restarts = containers.reduce((sum, { restartCount }) => sum + restartCount, 0);
  return (
    <section aria-label={name} className="min-w-0 rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2">
        <h2 className="min-w-0 font-semibold">
          <Copyable text={name} />
        </h2>
        <Badge tone={ready ? 'good' : runningState === 'Running' ? 'warn' : 'neutral'}>
          {ready ? t('ready') : runningState}
        </Badge>
        {restarts > 0 && <Badge tone="warn">{t('restarts', { count: restarts })}</Badge>}
      </header>
      <dl className="grid gap-x-6 gap-y-1 border-b border-line px-4 py-3 text-xs sm:grid-cols-[max-content_minmax(0,1fr)] sm:items-baseline">
        <dt className="text-ink-soft">{t('revision')}</dt>
        <dd>
          <Copyable text={revision} />
        </dd>
        {createdAt && (
          <>
            <dt className="text-ink-soft">{t('created')}</dt>
            <dd>
              <Ago at={createdAt} />
            </dd>
          </>
        )}
        {details && (
          <>
            <dt className="text-ink-soft">{t('details')}</dt>
            <dd className="wrap-anywhere">{details}</dd>
          </>
        )}
        {containers.map((container) => (
          <div key={container.name} className="contents">
            <dt className="text-ink-soft">{t('container', { name: container.name })}</dt>
            <dd className="wrap-anywhere">
              {container.runningState}
              {container.details && `: ${container.details}`} ·{' '}
              {t('restarts', { count: container.restartCount })}
            </dd>
          </div>
        ))}
      </dl>
      <Attempts attempts={attempts} usualTimes={usualTimes} />
    </section>
  );
}
