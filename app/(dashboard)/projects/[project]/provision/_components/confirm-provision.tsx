'use client';

import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import type { ErrorInfo } from '@/lib/core/errors';
import type { Target } from './target';

type ConfirmProvisionProps = {
  open: boolean;
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
  const { open, local, target, subscriptionName, location, pending, error, onClose, onConfirm } = props;
  const t = useTranslations('provision.confirm');
  const facts = [
    [t('subscription'), subscriptionName ?? target.subscriptionId],
    [t('resourceGroup'), target.resourceGroup],
    [t('location'), location ?? t('defaultLocation')],
  ] as const;
  return (
    <Dialog open={open} title={t('title')} onClose={onClose}>
      <p className="text-ink-soft">{t('text')}</p>
      <dl className="my-4 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md border border-line bg-canvas px-4 py-3">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="truncate font-mono text-xs leading-5.5">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-ink-soft">{t(local ? 'free' : 'billed')}</p>
      {error && (
        <div className="mt-3">
          <ErrorMessage error={error} />
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>{t('back')}</Button>
        <Button variant="primary" pending={pending} onClick={() => onConfirm(target)}>
          {t('go')}
        </Button>
      </div>
    </Dialog>
  );
}
