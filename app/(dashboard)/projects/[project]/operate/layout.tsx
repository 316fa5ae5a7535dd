import { loadProject } from '@/app/_server/load-project';
import { OperateHeader } from './_components/operate-header';
import { OperateNav } from './_components/operate-nav';

export default async function OperateLayout({
  children,
  params,
}: LayoutProps<'/projects/[project]/operate'>) {
  const project = await loadProject(params);
  return (
    <>
      <OperateHeader />
      <OperateNav projectId={project.id} />
      <div className="mt-4 flex flex-col gap-4">{children}</div>
    </>
  );
}
