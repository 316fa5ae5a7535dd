'use client';

import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cx } from '@/app/_ui/cx';

export const settingsPages = ['endpoint', 'environment', 'teardown'] as const;

/** The pages of the settings, as tabs that are links. */
export function SettingsNav({ projectId }: { projectId: string }) {
  const t = useTranslations('settings.nav');
  const selected = useSelectedLayoutSegment();
  return (
    <nav aria-label={t('label')} className="flex gap-1 overflow-x-auto border-b border-line">
      {settingsPages.map((entry) => (
        <Link
          key={entry}
          href={`/projects/${projectId}/settings/${entry}`}
          aria-current={entry === selected ? 'page' : undefined}
          className={cx(
            'flex min-h-9 items-center touch:min-h-10 border-b-2 px-2.5 whitespace-nowrap transition-colors',
            entry === selected
              ? 'border-accent font-medium text-ink'
              : 'border-transparent text-ink-soft hover:text-ink',
          )}
        >
          {t(entry)}
        </Link>
      ))}
    </nav>
  );
}
