'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Copyable } from '@/app/_components/copyable';
import { OutwardLink } from '@/app/_ui/outward-link';
import { Panel } from '@/app/_ui/panel';
import type { AppView } from '@/lib/deployment/operate/read-app';
import type { ReplicaCost } from '@/lib/provisioning/cost/replica-cost';
import { AppCost } from './app-cost';
import { AppStateBadge } from './app-state-badge';

type AppFactsProps = { app: AppView; cost: ReplicaCost | null | undefined };

/** What the app is and how it is. */
export function AppFacts({ app, cost }: AppFactsProps) {
  const t = useTranslations('operate.app');
  const { ready, total } = app.replicas;
  const { minReplicas: min, maxReplicas: max, coolDownSeconds: seconds } = app.scale;
  const range = min === max ? t('facts.scaleFixed', { min }) : t('facts.scaleRange', { min, max });
  const facts: [string, ReactNode][] = [
    [t('facts.endpoint'), <Copyable key="endpoint" text={app.url} />],
    [t('facts.replicas'), t('facts.replicasOf', { ready, total })],
    [t('facts.scale'), min === 0 ? `${range}, ${t('facts.toZero', { seconds })}` : range],
    [t('facts.cost'), <AppCost key="cost" cost={cost} replicas={total} />],
    [t('facts.name'), <Copyable key="name" text={app.appName} />],
    [
      t('facts.revision'),
      <span key="revision" className="flex min-w-0 flex-wrap items-center gap-x-2">
        <Copyable text={app.revisionName} />
        <span className="text-xs text-ink-soft">{t(`facts.mode.${app.revisionMode}`)}</span>
      </span>,
    ],
    [t('facts.profile'), <Copyable key="profile" text={app.profileName} />],
    ...(app.image
      ? [[t('facts.image'), <Copyable key="image" text={app.image} />] satisfies [string, ReactNode]]
      : []),
  ];
  return (
    <Panel
      title={t('facts.title')}
      actions={<OutwardLink href={app.url} text={t('facts.open')} className="min-h-7 text-xs" />}
    >
      <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <AppStateBadge state={app.state} />
        <span className="text-ink-soft">{t(`stateText.${app.state}`)}</span>
      </p>
      <dl className="grid gap-x-6 sm:grid-cols-[max-content_minmax(0,1fr)]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-xs text-ink-soft sm:leading-7">{name}</dt>
            <dd className="mb-1 flex min-h-6 min-w-0 items-center sm:mb-0 sm:min-h-7">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
