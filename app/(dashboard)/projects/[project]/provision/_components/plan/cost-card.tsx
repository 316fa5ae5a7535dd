'use client';

import { useLocale, useTranslations } from 'next-intl';
import { moneyRange, priceText } from '@/app/_components/money';
import type { CostEstimate, CostLine } from '@/lib/provisioning/plan/plan';
import type { PlanView } from './plan-view';

/** What it would cost, from the public price list. */
export function CostCard({ view: { cost }, waiting }: { view: PlanView; waiting: boolean }) {
  const t = useTranslations('provision.plan.cost');
  return (
    <section aria-label={t('title')} className="px-4 py-3">
      <h3 className="text-xs font-semibold">{t('title')}</h3>
      {cost ? (
        <Estimate cost={cost} />
      ) : (
        <p className="text-ink-soft">{t(waiting ? 'waiting' : 'unknown')}</p>
      )}
    </section>
  );
}

function Estimate({ cost }: { cost: CostEstimate }) {
  const t = useTranslations('provision.plan.cost');
  const locale = useLocale();
  const { currency } = cost;
  const sums = [
    [t('perHour'), cost.perHour],
    [t('perMonth'), cost.perMonth],
    [t('perForgottenWeek'), cost.perForgottenWeek],
  ] as const;
  const date = new Date(cost.pricedAt).toLocaleDateString(locale, { dateStyle: 'medium' });
  return (
    <>
      <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-2">
        {sums.map(([label, range]) => (
          <div key={label}>
            <dt className="text-xs text-ink-soft">{label}</dt>
            <dd className="text-base font-semibold tabular-nums">{moneyRange(range, currency, locale)}</dd>
          </div>
        ))}
      </dl>
      {cost.missing.length > 0 && (
        <p className="mt-2 text-xs text-warn">{t('missing', { names: cost.missing.join(', ') })}</p>
      )}
      <details className="mt-2 text-xs">
        <summary className="text-ink-soft">{t('lines', { count: cost.lines.length })}</summary>
        <ul className="mt-1 flex flex-col gap-1">
          {cost.lines.map((line) => (
            <LineRow key={line.meter} line={line} currency={currency} />
          ))}
        </ul>
      </details>
      <p className="mt-2 text-xs text-ink-soft">{t('note', { date, currency, location: cost.location })}</p>
    </>
  );
}

function LineRow({ line, currency }: { line: CostLine; currency: string }) {
  const t = useTranslations('provision.plan.cost');
  const locale = useLocale();
  const unit = line.unit.replace(/^1 /, '');
  const price = t('unitPrice', { price: priceText(line.unitPrice, currency, locale), unit });
  return (
    <li className="flex flex-wrap justify-between gap-x-4">
      <span>
        {line.meter} <span className="text-ink-soft">{price}</span>
      </span>
      <span className="ml-auto tabular-nums">
        {line.quantityPerHour.most === 0 && line.quantityPerHour.least === 0
          ? t('byUse')
          : t('hourly', { amount: moneyRange(line.perHour, currency, locale) })}
      </span>
    </li>
  );
}
