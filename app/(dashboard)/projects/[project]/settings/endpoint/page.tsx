import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActiveRun } from '@/app/_components/active-run';
import { ErrorMessage } from '@/app/_components/error-message';
import { findActiveRun } from '@/app/_server/find-active-run';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { Panel } from '@/app/_ui/panel';
import { listInferenceConfigs } from '@/lib/provisioning/history/config-history';
import { readConfigDraft } from '@/lib/provisioning/manual/save-config';
import { EndpointForm } from './_components/endpoint-form';
import { VersionList } from './_components/version-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.endpoint'))('title') };
}

export default async function EndpointPage({ params }: PageProps<'/projects/[project]/settings/endpoint'>) {
  const project = await loadProject(params);
  const t = await getTranslations('settings.endpoint');
  const refusal = await getTranslations('refusal');
  const [file, versions, active] = await Promise.all([
    settle(readConfigDraft(project)),
    listInferenceConfigs(project),
    findActiveRun(project.id),
  ]);
  const refused = active ? refusal('run-active') : undefined;
  if (!file.ok) return <ErrorMessage error={file.error} />;
  const { draft, version } = file.value;
  return (
    <>
      {active && <ActiveRun projectId={project.id} run={active} />}
      <EndpointForm
        key={version}
        projectId={project.id}
        initial={draft}
        version={version}
        refused={refused}
      />
      <Panel title={t('versions')} description={t('versionsText')} flush>
        {versions.length > 0 ? (
          <VersionList projectId={project.id} versions={versions} version={version} refused={refused} />
        ) : (
          <p className="p-4 text-ink-soft">{t('noVersions')}</p>
        )}
      </Panel>
    </>
  );
}
