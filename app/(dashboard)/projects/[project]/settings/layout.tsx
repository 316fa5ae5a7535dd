import { loadProject } from '@/app/_server/load-project';
import { SettingsHeader } from './_components/settings-header';
import { SettingsNav } from './_components/settings-nav';

export default async function SettingsLayout({
  children,
  params,
}: LayoutProps<'/projects/[project]/settings'>) {
  const project = await loadProject(params);
  return (
    <>
      <SettingsHeader />
      <SettingsNav projectId={project.id} />
      <div className="mt-4 flex flex-col gap-4">{children}</div>
    </>
  );
}
