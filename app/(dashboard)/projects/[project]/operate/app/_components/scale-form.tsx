'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { moneyRange } from '@/app/_components/money';
import { NumberField } from '@/app/_components/number-field';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';
import type { ErrorInfo } from '@/lib/core/errors';
import type { AppView } from '@/lib/deployment/operate/read-app';
import { MAX_REPLICAS, type ScaleInput } from '@/lib/deployment/operate/scale-input';
import type { ReplicaCost } from '@/lib/provisioning/cost/replica-cost';
import { faultsOfScale } from './faults-of-scale';

export type ScaleFormProps = {
  now: AppView['scale'];
  cost: ReplicaCost | null | undefined;
  pending: boolean;
  error: ErrorInfo | undefined;
  onClose: () => void;
  onConfirm: (scale: ScaleInput) => void;
};

/** The numbers of a scale, checked as they are typed. */
export function ScaleForm(props: ScaleFormProps) {
  const { now, cost, pending, error, onClose, onConfirm } = props;
  const t = useTranslations('operate.app.scale');
  const locale = useLocale();
  const [min, setMin] = useState<number | null>(now.minReplicas);
  const [max, setMax] = useState<number | null>(now.maxReplicas);
  const faults = faultsOfScale({ min, max });
  const told = (fault: 'range' | 'order' | undefined, from: number) =>
    fault ? [fault === 'order' ? t('order') : t('range', { min: from, max: MAX_REPLICAS })] : [];
  const same = min === now.minReplicas && max === now.maxReplicas;
  const isWrong = faults.min !== undefined || faults.max !== undefined;
  const toZero = min === 0 && now.minReplicas > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong && !same && min !== null && max !== null && !pending)
          onConfirm({ minReplicas: min, maxReplicas: max });
      }}
    >
      <div className="grid grid-cols-2 gap-4">
        <NumberField
          label={t('min')}
          hint={t('minHint')}
          errors={told(faults.min, 0)}
          min={0}
          value={min}
          onChange={setMin}
        />
        <NumberField
          label={t('max')}
          hint={t('maxHint')}
          errors={told(faults.max, 1)}
          min={1}
          value={max}
          onChange={setMax}
        />
      </div>
      {min === 0 && (
        <div className="mb-3">
          <Message level="warning" title={t('zero', { seconds: now.coolDownSeconds })}>
            {cost && t('zeroSaves', { amount: moneyRange(cost.perHour, cost.currency, locale) })}
          </Message>
        </div>
      )}
      <p className="mt-2 text-ink-soft">{t('revision')}</p>
      {error && (
        <div className="mt-3">
          <ErrorMessage error={error} />
        </div>
      )}
      <div className="mt-5 flex flex-wrap items-center justify-end gap-2">
        {same && <p className="mr-auto text-xs text-ink-soft max-sm:basis-full">{t('same')}</p>}
        <Button onClick={onClose}>{t('back')}</Button>
        <Button type="submit" variant="primary" pending={pending} disabled={same || isWrong}>
          {t(toZero ? 'goZero' : 'go')}
        </Button>
      </div>
    </form>
  );
}
