'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AdapterBadge } from './adapter-badge';
import { useAdapter } from './use-adapter';

/** The badge of a project's adapter, which leads to the proof; nothing before there was one. */
export function ProjectAdapterBadge({ projectId }: { projectId: string }) {
  const t = useTranslations('adapter');
  const { data } = useAdapter(projectId);
  if (data?.state !== 'known' || !data.proof) return null;
  return (
    <Link
      href={`/projects/${projectId}/operate/replicas`}
      aria-label={t('open', { verdict: t(`badge.${data.proof.code}`) })}
      className="inline-flex rounded-full"
    >
      <AdapterBadge proof={data.proof} checking={data.checkedBy !== null} />
    </Link>
  );
}
