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
import { canProvision } from '@/lib/deployment/operate/rules';
import { surveyTeardown } from '@/lib/provisioning/teardown/survey';
import { ConfirmTeardown } from './_components/confirm-teardown';
import { TeardownList } from './_components/teardown-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.teardown'))('title') };
}

export default async function TeardownPage({ params }: PageProps<'/projects/[project]/settings/teardown'>) {
  const project = await loadProject(params);
  const t = await getTranslations('settings.teardown');
  const refusal = await getTranslations('refusal');
  const [survey, active] = await Promise.all([settle(surveyTeardown(project)), findActiveRun(project.id)]);
  const verdict = canProvision({ provisioned: true, activeRun: active?.kind ?? null });
  if (!survey.ok) return <ErrorMessage error={survey.error} />;
  const { remove, leave, gone } = survey.value;
  return (
    <>
      {active && <ActiveRun projectId={project.id} run={active} />}
      {remove.length === 0 ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')}>
          <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
            {t('empty.action')}
          </Link>
        </EmptyState>
      ) : (
        <TeardownList title={t('remove')} description={t('description')} items={remove} numbered />
      )}
      {leave.length > 0 && <TeardownList title={t('leave')} items={leave} />}
      {gone.length > 0 && <p className="text-ink-soft">{t('gone', { count: gone.length })}</p>}
      {remove.length > 0 && (
        <ConfirmTeardown
          projectId={project.id}
          ids={remove.map(({ id }) => id)}
          reason={verdict.allowed ? undefined : refusal(verdict.reason)}
        />
      )}
    </>
  );
}
