import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_components/empty-state';
import { ErrorMessage } from '@/app/_components/error-message';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { buttonClass } from '@/app/_ui/button-class';
import { PageHeader } from '@/app/_ui/page-header';
import { chatParametersSchema } from '@/lib/chat/parameters';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { ChatPanel } from './_components/chat-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('chat'))('title') };
}

export default async function ChatPage({ params }: PageProps<'/projects/[project]/chat'>) {
  const project = await loadProject(params);
  const t = await getTranslations('chat');
  const config = await settle(readInferenceConfig(project));
  if (config.ok && config.value)
    return <ChatPanel projectId={project.id} defaults={chatParametersSchema.parse({})} />;
  if (!config.ok) return <ErrorMessage error={config.error} />;
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState title={t('notProvisioned.title')} text={t('notProvisioned.text')}>
        <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
          {t('notProvisioned.action')}
        </Link>
      </EmptyState>
    </>
  );
}
