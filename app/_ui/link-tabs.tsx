'use client';

import Link from 'next/link';
import { cx } from './cx';
import { useCentred } from './use-centred';

type LinkTab = { key: string; href: string; text: string };

type LinkTabsProps = { label: string; tabs: LinkTab[]; selected: string | null };

/** The pages of a section, as tabs that are links. The open one is in view, also where not all of them fit. */
export function LinkTabs({ label, tabs, selected }: LinkTabsProps) {
  const current = useCentred<HTMLAnchorElement>(selected);
  return (
    <nav aria-label={label} className="relative flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map(({ key, href, text }) => (
        <Link
          key={key}
          ref={key === selected ? current : undefined}
          href={href}
          aria-current={key === selected ? 'page' : undefined}
          className={cx(
            'flex min-h-9 items-center touch:min-h-10 border-b-2 px-2.5 whitespace-nowrap transition-colors',
            key === selected
              ? 'border-accent font-medium text-ink'
              : 'border-transparent text-ink-soft hover:text-ink',
          )}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
