import { redirect } from 'next/navigation';
import { loadProject } from '@/app/_server/load-project';

export default async function OperatePage({ params }: PageProps<'/projects/[project]/operate'>) {
  const project = await loadProject(params);
  redirect(`/projects/${project.id}/operate/app`);
}
