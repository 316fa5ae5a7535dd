'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/app/_ui/link-tabs';

export const settingsPages = ['endpoint', 'environment', 'teardown'] as const;

/** The pages of the settings. */
export function SettingsNav({ projectId }: { projectId: string }) {
  const t = useTranslations('settings.nav');
  const tabs = settingsPages.map((key) => ({
    key,
    href: `/projects/${projectId}/settings/${key}`,
    text: t(key),
  }));
  return <LinkTabs label={t('label')} tabs={tabs} selected={useSelectedLayoutSegment()} />;
}
