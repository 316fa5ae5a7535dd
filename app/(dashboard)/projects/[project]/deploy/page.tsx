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
import { PageHeader } from '@/app/_ui/page-header';
import { Skeleton } from '@/app/_ui/skeleton';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { canDeploy } from '@/lib/deployment/operate/rules';
import { DeployButtons } from './_components/deploy-buttons';
import { SyncSummary } from './_components/sync-summary';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('deploy'))('title') };
}

export default async function DeployPage({ params }: PageProps<'/projects/[project]/deploy'>) {
  const project = await loadProject(params);
  const t = await getTranslations('deploy');
  const refusal = await getTranslations('refusal');
  const [config, active] = await Promise.all([
    settle(readInferenceConfig(project)),
    findActiveRun(project.id),
  ]);
  const made = config.ok ? config.value : null;
  const verdict = canDeploy({ provisioned: made !== null, activeRun: active?.kind ?? null });
  const reason = verdict.allowed ? undefined : refusal(verdict.reason);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<DeployButtons projectId={project.id} reason={reason} />}
      />
      <div className="flex flex-col gap-4">
        {active && <ActiveRun projectId={project.id} run={active} />}
        {!config.ok && <ErrorMessage error={config.error} />}
        {config.ok && !made && (
          <EmptyState title={t('notProvisioned.title')} text={t('notProvisioned.text')}>
            <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
              {t('notProvisioned.action')}
            </Link>
          </EmptyState>
        )}
        <Suspense fallback={<Skeleton className="h-72" />}>
          <SyncSummary project={project} config={made} />
        </Suspense>
      </div>
    </>
  );
}
