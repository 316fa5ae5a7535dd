'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProjectAdapterBadge } from '@/app/_components/adapter/project-adapter-badge';
import { EndpointBadge } from '@/app/_components/endpoint-badge';
import type { EndpointState } from '@/app/_components/use-endpoint';
import { OutwardLink } from '@/app/_ui/outward-link';
import { PageHeader } from '@/app/_ui/page-header';

export function ChatHeader({
  projectId,
  endpoint,
  actions,
}: {
  projectId: string;
  endpoint: EndpointState | undefined;
  actions: ReactNode;
}) {
  const t = useTranslations('chat');
  const url = endpoint && endpoint.state !== 'not-provisioned' ? endpoint.url : undefined;
  return (
    <PageHeader
      title={
        <span className="flex flex-wrap items-center gap-3">
          {t('title')}
          <EndpointBadge state={endpoint?.state} />
          <ProjectAdapterBadge projectId={projectId} />
        </span>
      }
      actions={
        <>
          {actions}
          {url && <OutwardLink href={url} text={t('open')} />}
        </>
      }
    />
  );
}
