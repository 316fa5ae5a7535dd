'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/app/_ui/link-tabs';

/** In the order of their tabs. */
export const operatePages = ['app', 'replicas', 'revisions', 'logs'] as const;

/** The pages about the app as it runs. */
export function OperateNav({ projectId }: { projectId: string }) {
  const t = useTranslations('operate.nav');
  const tabs = operatePages.map((key) => ({
    key,
    href: `/projects/${projectId}/operate/${key}`,
    text: t(key),
  }));
  return <LinkTabs label={t('label')} tabs={tabs} selected={useSelectedLayoutSegment()} />;
}
