import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ActiveRun } from '@/app/_components/active-run';
import { EmptyState } from '@/app/_components/empty-state';
import { ErrorMessage } from '@/app/_components/error-message';
import { findActiveRun } from '@/app/_server/find-active-run';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { buttonClass } from '@/app/_ui/button-class';
import { Skeleton } from '@/app/_ui/skeleton';
import { readRevisionBoard } from '@/lib/deployment/revisions/board';
import { CodePanel } from './_components/code-panel';
import { Comparison } from './_components/comparison';
import { RevisionsPanel } from './_components/revisions-panel';
import { TrafficPanel } from './_components/traffic-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operate.revisions'))('title') };
}

export default async function RevisionsPage({
  params,
  searchParams,
}: PageProps<'/projects/[project]/operate/revisions'>) {
  const project = await loadProject(params);
  const t = await getTranslations('operate.revisions');
  const { from, to } = await searchParams;
  const [board, active] = await Promise.all([settle(readRevisionBoard(project)), findActiveRun(project.id)]);
  if (!board.ok && board.error.code === 'not_provisioned') {
    return (
      <EmptyState title={t('empty.title')} text={t('empty.text')}>
        <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
          {t('empty.action')}
        </Link>
      </EmptyState>
    );
  }
  if (!board.ok) return <ErrorMessage error={board.error} />;
  const { mode, traffic, revisions } = board.value;
  const state = { mode, activeRun: active?.kind ?? null, hasIngress: traffic !== null };
  const pair = typeof from === 'string' && typeof to === 'string' ? { from, to } : undefined;
  return (
    <>
      {active && <ActiveRun projectId={project.id} run={active} />}
      <RevisionsPanel projectId={project.id} board={board.value} state={state} pair={pair} />
      {pair && (
        <Suspense key={`${pair.from} ${pair.to}`} fallback={<Skeleton className="h-40" />}>
          <Comparison project={project} pair={pair} />
        </Suspense>
      )}
      <Suspense fallback={<Skeleton className="h-40" />}>
        <CodePanel project={project} reason={active ? t('refusal.run-active') : undefined} />
      </Suspense>
      {mode === 'multiple' && traffic && (
        <TrafficPanel
          key={JSON.stringify(traffic)}
          projectId={project.id}
          traffic={traffic}
          latest={board.value.latest}
          active={revisions.flatMap((revision) => (revision.active ? [revision.name] : []))}
          refusal={active ? 'run-active' : null}
        />
      )}
    </>
  );
}
