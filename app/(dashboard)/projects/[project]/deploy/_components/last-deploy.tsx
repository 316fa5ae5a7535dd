import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Ago } from '@/app/_components/ago';
import { RunStatusBadge } from '@/app/_components/run-status-badge';
import { syncCountsOf } from '@/app/_components/sync-counts';
import { SyncSummary } from '@/app/_components/sync-summary';
import { buttonClass } from '@/app/_ui/button-class';
import { Panel } from '@/app/_ui/panel';
import { readStepResults } from '@/lib/runs/attempts';
import type { Run } from '@/lib/runs/store';

/** How the last deploy ended, and what it did with the files. */
export async function LastDeploy({ projectId, run }: { projectId: string; run: Run }) {
  const t = await getTranslations('deploy.last');
  const counts = syncCountsOf((await readStepResults(run.id)).sync);
  return (
    <Panel
      title={t('title')}
      actions={
        <Link
          href={`/projects/${projectId}/runs/${run.id}`}
          className={buttonClass('secondary', undefined, 'small')}
        >
          {t('open')}
        </Link>
      }
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RunStatusBadge status={run.status} />
        <span className="text-ink-soft">
          <Ago at={run.finishedAt ?? run.createdAt} />
        </span>
        <span>{counts ? <SyncSummary counts={counts} /> : t('nothingSent')}</span>
      </div>
    </Panel>
  );
}
