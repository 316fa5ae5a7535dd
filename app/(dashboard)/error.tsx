'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { PlainPage } from '@/app/_ui/plain-page';

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations('crash');
  return (
    <PlainPage title={t('title')} text={t('text')}>
      {error.digest && (
        <code className="font-mono text-xs text-ink-soft">{t('reference', { digest: error.digest })}</code>
      )}
      <Button variant="primary" onClick={retry}>
        {t('retry')}
      </Button>
    </PlainPage>
  );
}
