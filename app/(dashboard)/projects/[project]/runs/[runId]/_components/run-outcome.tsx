'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { buttonClass } from '@/app/_ui/button-class';
import { OutwardLink } from '@/app/_ui/outward-link';
import type { RunKind } from '@/lib/runs/events';
import type { RunView } from '@/lib/runs/view';
import { sentOnly } from './sent-only';

/** Where the journey goes on. */
const nextPage = {
  provision: 'deploy',
  deploy: 'chat',
  restart: 'chat',
  proof: 'chat',
  rollback: 'chat',
  stop: 'operate',
  start: 'chat',
  scale: 'operate',
  wake: 'chat',
  teardown: 'provision',
} as const satisfies Record<RunKind, string>;

type RunOutcomeProps = {
  projectId: string;
  view: RunView;
  portalUrl: string | null;
};

/** What a run that succeeded has left behind, and where to go from here. */
export function RunOutcome({ projectId, view, portalUrl }: RunOutcomeProps) {
  const t = useTranslations('run.outcome');
  const kind = sentOnly(view) ? 'sentOnly' : view.kind;
  const next = kind === 'sentOnly' ? 'operate' : nextPage[kind];
  const endpoint = view.result?.endpointUrl;
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3"
    >
      <div className="min-w-0 flex-1 basis-72">
        <h2 id={titleId} className="text-sm font-semibold">
          {t(`title.${kind}`)}
        </h2>
        <p className="text-ink-soft">{t(`text.${kind}`)}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Link href={`/projects/${projectId}/${next}`} className={buttonClass('primary')}>
          {t(`next.${next}`)}
        </Link>
        {endpoint && <OutwardLink href={endpoint} text={t('endpoint')} />}
        {portalUrl && <OutwardLink href={portalUrl} text={t('portal')} />}
      </div>
    </section>
  );
}
