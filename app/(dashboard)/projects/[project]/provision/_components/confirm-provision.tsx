'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { moneyRange } from '@/app/_components/money';
import { Button } from '@/app/_ui/button';
import { cx } from '@/app/_ui/cx';
import { Dialog } from '@/app/_ui/dialog';
import type { ErrorInfo } from '@/lib/core/errors';
import type { Plan } from '@/lib/provisioning/plan/plan';
import { countChanges, countChecks } from './plan/plan-view';
import type { Target } from './target';

type ConfirmProvisionProps = {
  open: boolean;
  plan: Plan | undefined;
  local: boolean;
  target: Target;
  subscriptionName: string | undefined;
  location: string | undefined;
  pending: boolean;
  error: ErrorInfo | undefined;
  onClose: () => void;
  onConfirm: (target: Target) => void;
};

export function ConfirmProvision(props: ConfirmProvisionProps) {
  const { open, plan, local, target, subscriptionName, location, pending, error, onClose, onConfirm } = props;
  const t = useTranslations('provision.confirm');
  const locale = useLocale();
  const counts = plan?.changes && countChanges(plan.changes);
  const failures = countChecks(plan?.checks ?? [], 'failed');
  const facts = [
    [t('subscription'), subscriptionName ?? target.subscriptionId],
    [t('resourceGroup'), target.resourceGroup, 'name'],
    [t('location'), location ?? t('defaultLocation'), 'name'],
    [
      t('planned'),
      counts
        ? t('summary', {
            created: counts.create,
            changed: counts.change,
            reused: counts.reuse + counts.noise,
          })
        : t('summaryUnknown'),
    ],
    [
      t('cost'),
      plan?.cost
        ? t('costPerHour', { amount: moneyRange(plan.cost.perHour, plan.cost.currency, locale) })
        : t('costUnknown'),
    ],
  ] as const;
  return (
    <Dialog open={open} title={t('title')} onClose={onClose}>
      <p className="text-ink-soft">{t('text')}</p>
      <dl className="my-4 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md border border-line bg-canvas px-4 py-3">
        {facts.map(([label, value, kind]) => (
          <div key={label} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd className={cx('break-words', kind === 'name' && 'font-mono text-xs leading-5.25')}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-ink-soft">{t(local ? 'free' : 'billed')}</p>
      {failures > 0 && <p className="mt-2 text-bad">{t('despite', { count: failures })}</p>}
      {error && (
        <div className="mt-3">
          <ErrorMessage error={error} />
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>{t('back')}</Button>
        <Button variant="primary" pending={pending} disabled={!plan} onClick={() => onConfirm(target)}>
          {t('go')}
        </Button>
      </div>
    </Dialog>
  );
}
