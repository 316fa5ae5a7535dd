'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { Skeleton } from '@/app/_ui/skeleton';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import { ErrorMessage } from '../error-message';
import { ApiError } from '../fetch-json';
import { RestartWayRow } from './restart-way-row';
import type { useRestartPlan } from './use-restart-plan';

type RestartPlanChoiceProps = {
  plan: ReturnType<typeof useRestartPlan>;
  /** The way that is chosen; undefined until somebody chooses: then the recommended one is meant. */
  value: RestartWay | 'none' | undefined;
  onChange: (way: RestartWay | 'none') => void;
  /** Offers to leave the app as it is, too. */
  allowNone?: boolean;
};

/** The ways to restart compared, one of them to choose: what each means, needs and has usually cost. */
export function RestartPlanChoice({ plan, value, onChange, allowNone = false }: RestartPlanChoiceProps) {
  const t = useTranslations('restartPlan');
  const { data, error, refetch } = plan;
  if (!data) {
    if (!(error instanceof ApiError)) return <Skeleton className="h-56" />;
    return (
      <ErrorMessage error={error.info} actions={<Button onClick={() => refetch()}>{t('again')}</Button>} />
    );
  }
  const chosen = value ?? data.recommended;
  return (
    <fieldset className="min-w-0 divide-y divide-line rounded-lg border border-line">
      <legend className="sr-only">{t('label')}</legend>
      {data.ways.map((way) => (
        <RestartWayRow
          key={way.way}
          planned={way}
          recommended={way.way === data.recommended}
          chosen={way.way === chosen}
          onChoose={() => onChange(way.way)}
        />
      ))}
      {allowNone && (
        <label className="flex cursor-pointer gap-3 px-4 py-3">
          <input
            type="radio"
            name="restart-way"
            className="mt-1 self-start"
            checked={chosen === 'none'}
            onChange={() => onChange('none')}
          />
          <span>
            <span className="font-medium">{t('way.none')}</span>
            <span className="block text-xs text-ink-soft">{t('none')}</span>
          </span>
        </label>
      )}
    </fieldset>
  );
}
