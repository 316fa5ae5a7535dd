'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { SectionHeader } from '@/app/_ui/section-header';
import { operatePages } from './operate-nav';

/** Names the page about the app that is open. */
export function OperateHeader() {
  const t = useTranslations('operate');
  const selected = useSelectedLayoutSegment();
  const open = operatePages.find((page) => page === selected);
  const page = open && { title: t(`nav.${open}`), description: t(`description.${open}`) };
  return <SectionHeader title={t('title')} page={page} />;
}
