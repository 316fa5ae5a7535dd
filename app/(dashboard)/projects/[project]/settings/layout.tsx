import { getTranslations } from 'next-intl/server';
import { loadProject } from '@/app/_server/load-project';
import { PageHeader } from '@/app/_ui/page-header';
import { SettingsNav } from './_components/settings-nav';

export default async function SettingsLayout({
  children,
  params,
}: LayoutProps<'/projects/[project]/settings'>) {
  const project = await loadProject(params);
  const t = await getTranslations('settings');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <SettingsNav projectId={project.id} />
      <div className="mt-4 flex flex-col gap-4">{children}</div>
    </>
  );
}
