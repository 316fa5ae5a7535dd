'use client';

import { useLocale, useTranslations } from 'next-intl';
import { moneyRange } from '@/app/_components/money';
import { Skeleton } from '@/app/_ui/skeleton';
import type { ReplicaCost } from '@/lib/provisioning/cost/replica-cost';

type AppCostProps = {
  /** Undefined while it is asked for; null where it is not known. */
  cost: ReplicaCost | null | undefined;
  replicas: number;
};

/** What the replicas that are there cost now. */
export function AppCost({ cost, replicas }: AppCostProps) {
  const t = useTranslations('operate.app.facts');
  const locale = useLocale();
  if (cost === undefined) return <Skeleton className="h-4 w-32" />;
  if (cost === null) return t('costUnknown');
  if (replicas === 0) return t('costNone');
  const { least, most } = cost.perHour;
  const amount = moneyRange({ least: least * replicas, most: most * replicas }, cost.currency, locale);
  return t('perReplica', { amount });
}
