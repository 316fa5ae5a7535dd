import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ActiveRun } from '@/app/_components/active-run';
import { EmptyState } from '@/app/_components/empty-state';
import { ErrorMessage } from '@/app/_components/error-message';
import { findActiveRun } from '@/app/_server/find-active-run';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { buttonClass } from '@/app/_ui/button-class';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { AppBoard } from './_components/app-board';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operate'))('title') };
}

export default async function AppPage({ params }: PageProps<'/projects/[project]/operate/app'>) {
  const project = await loadProject(params);
  const t = await getTranslations('operate.app');
  const refusal = await getTranslations('refusal');
  const [config, active] = await Promise.all([
    settle(readInferenceConfig(project)),
    findActiveRun(project.id),
  ]);
  return (
    <>
      {active && <ActiveRun projectId={project.id} run={active} />}
      {!config.ok && <ErrorMessage error={config.error} />}
      {config.ok && !config.value && (
        <EmptyState title={t('empty.title')} text={t('empty.text')}>
          <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
            {t('empty.action')}
          </Link>
        </EmptyState>
      )}
      {config.ok && config.value && (
        <AppBoard projectId={project.id} blocked={active && refusal('run-active')} />
      )}
    </>
  );
}
