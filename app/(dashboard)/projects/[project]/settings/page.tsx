import { redirect } from 'next/navigation';
import { loadProject } from '@/app/_server/load-project';

export default async function SettingsPage({ params }: PageProps<'/projects/[project]/settings'>) {
  const project = await loadProject(params);
  redirect(`/projects/${project.id}/settings/endpoint`);
}
