'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { moneyRange } from '@/app/_components/money';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import type { ErrorInfo } from '@/lib/core/errors';
import type { ReplicaCost } from '@/lib/provisioning/cost/replica-cost';

type StopDialogProps = {
  open: boolean;
  replicas: number;
  cost: ReplicaCost | null | undefined;
  pending: boolean;
  error: ErrorInfo | undefined;
  onClose: () => void;
  onConfirm: () => void;
};

/** What ends with the app, before it does. */
export function StopDialog(props: StopDialogProps) {
  const { open, replicas, cost, pending, error, onClose, onConfirm } = props;
  const t = useTranslations('operate.app.stop');
  const locale = useLocale();
  const saved = cost &&
    replicas > 0 && { least: cost.perHour.least * replicas, most: cost.perHour.most * replicas };
  return (
    <Dialog open={open} title={t('title')} onClose={onClose}>
      <p className="text-ink-soft">{t('text', { count: replicas })}</p>
      {saved && <p className="mt-2">{t('saves', { amount: moneyRange(saved, cost.currency, locale) })}</p>}
      {error && (
        <div className="mt-3">
          <ErrorMessage error={error} />
        </div>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('back')}</Button>
        <Button variant="danger" pending={pending} onClick={onConfirm}>
          {t('go')}
        </Button>
      </div>
    </Dialog>
  );
}
