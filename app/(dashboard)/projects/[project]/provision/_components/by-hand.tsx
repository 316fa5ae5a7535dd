'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Suspense, useEffect, useId, useRef, useState } from 'react';
import { ByHandFiles } from './late-parts';
import type { PlanRequest } from './use-export';

/** Other pages point here with it. */
const ANCHOR = 'by-hand';

const isSentHere = () => location.hash === `#${ANCHOR}`;

type ByHandProps = {
  projectId: string;
  /** What a provision would be given; undefined while it is not whole. */
  planned: PlanRequest | undefined;
  local: boolean;
};

/** The same deployment without Slipway: the files, and the command of the Azure CLI that takes them. */
export function ByHand({ projectId, planned, local }: ByHandProps) {
  const t = useTranslations('provision.byHand');
  const [open, setOpen] = useState(false);
  const titleId = useId();
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // Whoever was sent here wants to see it.
    if (details.current && isSentHere()) details.current.open = true;
  }, []);
  const showToWhoeverWasSent = () => {
    if (isSentHere()) details.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <section
      id={ANCHOR}
      aria-labelledby={titleId}
      className="min-w-0 scroll-mt-4 rounded-lg border border-line bg-surface"
    >
      <details
        ref={details}
        className="group scroll-mt-4"
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-baseline gap-x-3 px-4 py-2.5">
          <ChevronRight
            aria-hidden
            className="-mr-1 size-4 self-center transition-transform group-open:rotate-90"
          />
          <h2 id={titleId} className="text-sm font-semibold">
            {t('title')}
          </h2>
          <span className="text-xs text-ink-soft">{t('description')}</span>
        </summary>
        <div className="border-t border-line p-4">
          {open && planned && (
            <Suspense>
              <ByHandFiles
                projectId={projectId}
                planned={planned}
                local={local}
                onShown={showToWhoeverWasSent}
              />
            </Suspense>
          )}
          {!planned && <p className="text-ink-soft">{t('incomplete')}</p>}
        </div>
      </details>
    </section>
  );
}
