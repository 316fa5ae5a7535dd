import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ErrorMessage } from '@/app/_components/error-message';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { PageHeader } from '@/app/_ui/page-header';
import { listFiles } from '@/lib/config/files/list-files';
import { FileWorkspace } from './_components/file-workspace';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('files'))('title') };
}

export default async function FilesPage({ params }: PageProps<'/projects/[project]/files'>) {
  const project = await loadProject(params);
  const t = await getTranslations('files');
  const list = await settle(listFiles(project));
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {list.ok ? (
        <FileWorkspace projectId={project.id} initialList={list.value} />
      ) : (
        <ErrorMessage error={list.error} />
      )}
    </>
  );
}
