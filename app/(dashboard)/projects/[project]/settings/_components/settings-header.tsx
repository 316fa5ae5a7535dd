'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { SectionHeader } from '@/app/_ui/section-header';
import { settingsPages } from './settings-nav';

/** Names the page of the settings that is open. */
export function SettingsHeader() {
  const t = useTranslations('settings');
  const selected = useSelectedLayoutSegment();
  const open = settingsPages.find((page) => page === selected);
  const page = open && { title: t(`nav.${open}`), description: t(`description.${open}`) };
  return <SectionHeader title={t('title')} page={page} />;
}
