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
import { readSettings } from '@/lib/provisioning/app-settings/read';
import { SettingsEditor } from './_components/settings-editor';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.environment'))('title') };
}

export default async function EnvironmentPage({
  params,
}: PageProps<'/projects/[project]/settings/environment'>) {
  const project = await loadProject(params);
  const t = await getTranslations('settings.environment');
  const [settings, active] = await Promise.all([settle(readSettings(project)), findActiveRun(project.id)]);
  if (!settings.ok) return <ErrorMessage error={settings.error} />;
  if (!settings.value) {
    return (
      <EmptyState title={t('notProvisioned.title')} text={t('notProvisioned.text')}>
        <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
          {t('notProvisioned.action')}
        </Link>
      </EmptyState>
    );
  }
  return (
    <>
      {active && <ActiveRun projectId={project.id} run={active} />}
      <SettingsEditor
        projectId={project.id}
        settings={settings.value}
        reason={active ? t('busy') : undefined}
      />
    </>
  );
}
