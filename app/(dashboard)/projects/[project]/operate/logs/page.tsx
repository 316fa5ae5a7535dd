import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_components/empty-state';
import { ErrorMessage } from '@/app/_components/error-message';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { buttonClass } from '@/app/_ui/button-class';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { loggedReplicas } from '@/lib/deployment/logs/logged-replicas';
import { readLogPage } from '@/lib/deployment/logs/read-log';
import { LogScreen } from './_components/log-screen';

/** What the page has before it asks for more. */
const FIRST_LINES = 500;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operate.logs'))('title') };
}

export default async function LogsPage({ params }: PageProps<'/projects/[project]/operate/logs'>) {
  const project = await loadProject(params);
  const t = await getTranslations('operate.logs.empty');
  const [config, initial, replicas] = await Promise.all([
    settle(readInferenceConfig(project)),
    readLogPage(project.id, { filter: {}, limit: FIRST_LINES }),
    loggedReplicas(project.id),
  ]);
  if (!config.ok) return <ErrorMessage error={config.error} />;
  if (!config.value && initial.lines.length === 0) {
    return (
      <EmptyState title={t('noApp.title')} text={t('noApp.text')}>
        <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
          {t('noApp.action')}
        </Link>
      </EmptyState>
    );
  }
  return <LogScreen projectId={project.id} initial={initial} replicas={replicas} />;
}
