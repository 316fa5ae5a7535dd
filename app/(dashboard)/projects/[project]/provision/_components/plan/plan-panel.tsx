'use client';

import { useTranslations } from 'next-intl';
import { type Ref, Suspense } from 'react';
import { Ago } from '@/app/_components/ago';
import { ErrorMessage } from '@/app/_components/error-message';
import { Badge } from '@/app/_ui/badge';
import { Button } from '@/app/_ui/button';
import { Checkbox } from '@/app/_ui/checkbox';
import { cx } from '@/app/_ui/cx';
import { Message } from '@/app/_ui/message';
import { Panel } from '@/app/_ui/panel';
import { Skeleton } from '@/app/_ui/skeleton';
import { PlanBoard } from '../late-parts';
import type { FixTools } from './fix-tools';
import type { PlanChoice } from './use-plan';

type PlanPanelProps = { plan: PlanChoice; tools: FixTools; ref: Ref<HTMLDivElement> };

/** What a provision with the values above would find, change and cost. */
export function PlanPanel({ plan, tools, ref }: PlanPanelProps) {
  const t = useTranslations('provision.plan');
  const { view, making, stale, error } = plan;
  const retry = <Button onClick={plan.make}>{t('again')}</Button>;
  return (
    <div ref={ref}>
      <Panel title={t('title')} description={t('description')} actions={<PlanState plan={plan} />} flush>
        {!view && <p className="px-4 py-3 text-ink-soft">{t('empty')}</p>}
        {stale && !making && (
          <div className="p-4">
            <Message level="warning" title={t('stale')} actions={retry}>
              <p>{t('staleAction')}</p>
            </Message>
          </div>
        )}
        {error && (
          <div className="p-4">
            <ErrorMessage error={error} actions={retry} />
          </div>
        )}
        {view && (
          <div
            inert={stale}
            aria-busy={making}
            className={cx('transition-opacity', stale && 'opacity-50 grayscale')}
          >
            <Suspense fallback={<Skeleton className="m-4 h-96" />}>
              <PlanBoard view={view} making={making} tools={tools} />
            </Suspense>
          </div>
        )}
        {plan.failures > 0 && (
          <Checkbox
            className="border-t border-line px-4 py-1.5"
            checked={plan.accepted}
            onChange={plan.accept}
          >
            {t('despite', { count: plan.failures })}
          </Checkbox>
        )}
      </Panel>
    </div>
  );
}

function PlanState({ plan: { plan, making, stale, failures } }: { plan: PlanChoice }) {
  const t = useTranslations('provision.plan');
  if (making)
    return (
      <Badge tone="accent" pulse>
        {t('making')}
      </Badge>
    );
  if (stale) return <Badge tone="warn">{t('staleBadge')}</Badge>;
  if (!plan) return null;
  return (
    <span className="flex items-center gap-3 text-xs text-ink-soft">
      <span>
        {t('made')} <Ago at={plan.madeAt} />
      </span>
      <Badge tone={failures > 0 ? 'bad' : 'good'}>{t('failures', { count: failures })}</Badge>
    </span>
  );
}
