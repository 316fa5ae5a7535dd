'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageHeader } from '@/app/_ui/page-header';
import { settingsPages } from './settings-nav';

/** Names the page of the settings that is open. */
export function SettingsHeader() {
  const t = useTranslations('settings');
  const selected = useSelectedLayoutSegment();
  const open = settingsPages.find((page) => page === selected);
  if (!open) return <PageHeader title={t('title')} />;
  return (
    <PageHeader
      title={
        <>
          <span className="text-ink-soft">{t('title')}</span>{' '}
          <span className="font-normal text-ink-soft">/</span> {t(`nav.${open}`)}
        </>
      }
      description={t(`description.${open}`)}
    />
  );
}
