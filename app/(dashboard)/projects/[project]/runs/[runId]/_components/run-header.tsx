'use client';

import { useLocale, useTranslations } from 'next-intl';
import { RunStatusBadge } from '@/app/_components/run-status-badge';
import type { Connection } from '@/app/_components/use-event-source';
import { CopyButton } from '@/app/_ui/copy-button';
import { Elapsed } from '@/app/_ui/elapsed';
import { PageHeader } from '@/app/_ui/page-header';
import { RelativeTime } from '@/app/_ui/relative-time';
import { isTerminal } from '@/lib/runs/status';
import type { RunView } from '@/lib/runs/view';
import { CancelButton } from './cancel-button';
import { ShareButton } from './share-button';

type RunHeaderProps = { runId: string; view: RunView; connection: Connection };

export function RunHeader({ runId, view, connection }: RunHeaderProps) {
  const t = useTranslations('run');
  const kind = useTranslations('runs')(`kind.${view.kind}`);
  const copy = useTranslations('copy');
  const locale = useLocale();
  return (
    <PageHeader
      title={
        <span className="flex flex-wrap items-center gap-3">
          {kind}
          <span aria-live="polite" className="inline-flex">
            <RunStatusBadge status={view.status} />
          </span>
        </span>
      }
      description={
        <span className="flex flex-wrap items-center gap-x-3 text-xs">
          <span className="inline-flex items-center gap-0.5">
            <code className="font-mono">{runId.slice(0, 8)}</code>
            <CopyButton text={runId} label={copy('copy', { what: t('id') })} copiedLabel={copy('copied')} />
          </span>
          {view.queuedAt && (
            <span>
              {t('started')} <RelativeTime at={view.queuedAt} locale={locale} />
            </span>
          )}
          {view.startedAt && (
            <span>
              {t(isTerminal(view.status) ? 'elapsed' : 'running')}{' '}
              <Elapsed since={view.startedAt} until={view.finishedAt} />
            </span>
          )}
          {connection === 'reconnecting' && <span className="text-warn">{t('reconnecting')}</span>}
          {!isTerminal(view.status) && !view.cancelRequested && <span>{t('safeToClose')}</span>}
          {view.cancelRequested && !isTerminal(view.status) && (
            <span className="text-warn">{t('cancelling')}</span>
          )}
        </span>
      }
      actions={
        <>
          {!isTerminal(view.status) && <CancelButton runId={runId} requested={view.cancelRequested} />}
          <ShareButton runId={runId} />
        </>
      }
    />
  );
}
