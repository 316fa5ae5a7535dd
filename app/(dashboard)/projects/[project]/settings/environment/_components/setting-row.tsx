'use client';

import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { Button } from '@/app/_ui/button';

type Props = {
  name: string;
  detail: string;
  own: boolean;
  /** Why nothing can be changed now. */
  reason: string | undefined;
  pending: boolean;
  onRemove: () => void;
};

export function SettingRow({ name, detail, own, reason, pending, onRemove }: Props) {
  const t = useTranslations('settings.environment');
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-1.5 last:border-b-0">
      <span className="min-w-0 flex-1 basis-48">
        <Copyable text={name} />
      </span>
      <span className="min-w-0 flex-1 basis-48 font-mono text-xs break-all text-ink-soft">{detail}</span>
      <span className="w-28 text-right">
        {own ? (
          <Button
            aria-label={t('remove', { name })}
            title={reason}
            disabled={reason !== undefined || pending}
            onClick={onRemove}
          >
            {t('removeShort')}
          </Button>
        ) : (
          <span className="text-xs whitespace-nowrap text-ink-soft">{t('ofTemplate')}</span>
        )}
      </span>
    </li>
  );
}
