'use client';

import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { Panel } from '@/app/_ui/panel';
import type { ReplicaTimeline } from '@/lib/runs/replica-stages';
import type { UsualStageTimes } from '@/lib/runs/usual-times';
import { Attempts } from './attempts';

type ReplicaTimelinesProps = {
  replicas: ReplicaTimeline[];
  usualTimes: UsualStageTimes;
  /** ISO 8601: when the run ended that watched them. */
  until: string | undefined;
};

/** What each new replica of a run goes through until its model answers. */
export function ReplicaTimelines({ replicas, usualTimes, until }: ReplicaTimelinesProps) {
  const t = useTranslations('replicas');
  return (
    <Panel title={t('title')} flush>
      {replicas.length === 0 && <p className="px-4 py-3 text-xs text-ink-soft">{t('noneYet')}</p>}
      <ul className="divide-y divide-line">
        {replicas.map(({ replica, attempts }) => (
          <li key={replica}>
            <div className="px-4 pt-2">
              <Copyable text={replica} />
            </div>
            <Attempts attempts={attempts} usualTimes={usualTimes} until={until} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
