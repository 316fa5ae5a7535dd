'use client';

import {
  Activity,
  FileCode,
  History,
  LayoutDashboard,
  MessageSquareText,
  Rocket,
  ServerCog,
  Settings,
} from 'lucide-react';
import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cx } from '@/app/_ui/cx';
import { useCentred } from '@/app/_ui/use-centred';

const entries = [
  { key: 'overview', segment: null, Icon: LayoutDashboard },
  { key: 'provision', segment: 'provision', Icon: ServerCog },
  { key: 'files', segment: 'files', Icon: FileCode },
  { key: 'deploy', segment: 'deploy', Icon: Rocket },
  { key: 'operate', segment: 'operate', Icon: Activity },
  { key: 'chat', segment: 'chat', Icon: MessageSquareText },
  { key: 'runs', segment: 'runs', Icon: History },
  { key: 'settings', segment: 'settings', Icon: Settings },
] as const;

export function NavLinks({ projectId }: { projectId: string }) {
  const t = useTranslations('shell.nav');
  const selected = useSelectedLayoutSegment();
  const open = useCentred<HTMLAnchorElement>(selected);
  return (
    <nav
      aria-label={t('label')}
      className="relative flex overflow-x-auto max-lg:pr-8 max-lg:[mask-image:linear-gradient(to_right,black_calc(100%-2rem),transparent)] lg:flex-col lg:gap-0.5 lg:overflow-visible lg:pt-2"
    >
      {entries.map(({ key, segment, Icon }) => {
        const current = segment === selected;
        return (
          <Link
            key={key}
            ref={current ? open : undefined}
            href={`/projects/${projectId}${segment ? `/${segment}` : ''}`}
            aria-current={current ? 'page' : undefined}
            className={cx(
              'flex min-h-9 touch:min-h-10 items-center gap-2 border-b-2 px-1.5 sm:px-2.5 whitespace-nowrap transition-colors lg:rounded-md lg:border-b-0 lg:px-2',
              current
                ? 'border-accent font-medium text-ink lg:bg-raised'
                : 'border-transparent text-ink-soft hover:text-ink lg:hover:bg-raised',
            )}
          >
            <Icon aria-hidden className={cx('hidden size-4 sm:block', current && 'text-accent')} />
            {t(key)}
          </Link>
        );
      })}
    </nav>
  );
}
