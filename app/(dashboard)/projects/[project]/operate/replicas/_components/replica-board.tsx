'use client';

import { useTranslations } from 'next-intl';
import { ListErrors } from '@/app/_components/list-errors';
import { Panel } from '@/app/_ui/panel';
import { Skeleton } from '@/app/_ui/skeleton';
import type { UsualStageTimes } from '@/lib/runs/usual-times';
import { ReplicaCard } from './replica-card';
import { useReplicas } from './use-replicas';

/** The replicas that run now, or why there are none. */
export function ReplicaBoard({ projectId, usualTimes }: { projectId: string; usualTimes: UsualStageTimes }) {
  const t = useTranslations('replicas');
  const replicas = useReplicas(projectId);
  if (replicas.isError && !replicas.data) return <ListErrors lists={[replicas]} />;
  if (!replicas.data) return <Skeleton className="h-64" />;
  const { stopped, replicas: rows } = replicas.data;
  return (
    <>
      {replicas.isError && <ListErrors lists={[replicas]} />}
      {rows.length === 0 && (
        <Panel title={t('now')}>
          <p className="text-ink-soft">{t(stopped ? 'stopped' : 'none')}</p>
        </Panel>
      )}
      {rows.map((replica) => (
        <ReplicaCard key={replica.name} replica={replica} usualTimes={usualTimes} />
      ))}
    </>
  );
}
