import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ActiveRun } from '@/app/_components/active-run';
import { AdapterPanel } from '@/app/_components/adapter/adapter-panel';
import { EmptyState } from '@/app/_components/empty-state';
import { ErrorMessage } from '@/app/_components/error-message';
import { findActiveRun } from '@/app/_server/find-active-run';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { buttonClass } from '@/app/_ui/button-class';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { readUsualStageTimes } from '@/lib/runs/usual-times';
import { ReplicaBoard } from './_components/replica-board';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operate.nav'))('replicas') };
}

export default async function ReplicasPage({ params }: PageProps<'/projects/[project]/operate/replicas'>) {
  const project = await loadProject(params);
  const t = await getTranslations('replicas.empty');
  const [config, active, usualTimes] = await Promise.all([
    settle(readInferenceConfig(project)),
    findActiveRun(project.id),
    readUsualStageTimes(project.id),
  ]);
  if (!config.ok) return <ErrorMessage error={config.error} />;
  if (!config.value) {
    return (
      <EmptyState title={t('title')} text={t('text')}>
        <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
          {t('action')}
        </Link>
      </EmptyState>
    );
  }
  return (
    <>
      {active && <ActiveRun projectId={project.id} run={active} />}
      <AdapterPanel projectId={project.id} />
      <ReplicaBoard projectId={project.id} usualTimes={usualTimes} />
    </>
  );
}
