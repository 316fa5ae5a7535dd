import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Elapsed } from '@/app/_ui/elapsed';
import type { Run } from '@/lib/runs/store';
import { Ago } from './ago';
import { RunStatusBadge } from './run-status-badge';

/** One row per run, the newest first; the whole row leads to the run. */
export function RunList({ projectId, runs }: { projectId: string; runs: Run[] }) {
  const t = useTranslations('runs');
  return (
    <ul className="divide-y divide-line">
      {runs.map((run) => (
        <li
          key={run.id}
          className="relative flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-raised sm:grid sm:grid-cols-[5rem_6.5rem_1fr_auto]"
        >
          <Link
            href={`/projects/${projectId}/runs/${run.id}`}
            className="font-medium after:absolute after:inset-0"
          >
            {t(`kind.${run.kind}`)}
          </Link>
          <span>
            <RunStatusBadge status={run.status} />
          </span>
          <code className="hidden font-mono text-xs text-ink-soft sm:inline">{run.id.slice(0, 8)}</code>
          <span className="ml-auto flex gap-4 text-xs text-ink-soft">
            {run.startedAt && <Elapsed since={run.startedAt} until={run.finishedAt} />}
            <Ago at={run.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
