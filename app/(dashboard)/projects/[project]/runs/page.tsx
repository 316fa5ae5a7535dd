import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_components/empty-state';
import { RunList } from '@/app/_components/run-list';
import { loadProject } from '@/app/_server/load-project';
import { buttonClass } from '@/app/_ui/button-class';
import { PageHeader } from '@/app/_ui/page-header';
import { listRuns } from '@/lib/runs/store';

const SHOWN_RUNS = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('runs'))('title') };
}

export default async function RunsPage({ params }: PageProps<'/projects/[project]/runs'>) {
  const project = await loadProject(params);
  const t = await getTranslations('runs');
  const runs = await listRuns(project.id, { limit: SHOWN_RUNS });
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {runs.length === 0 ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')}>
          <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
            {t('empty.action')}
          </Link>
        </EmptyState>
      ) : (
        <div className="overflow-hidden rounded-lg border border-line bg-surface">
          <RunList projectId={project.id} runs={runs} />
        </div>
      )}
    </>
  );
}
