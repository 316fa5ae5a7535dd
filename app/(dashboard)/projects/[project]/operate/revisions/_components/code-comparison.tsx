'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { fetchJson } from '@/app/_components/fetch-json';
import { ListErrors } from '@/app/_components/list-errors';
import { Skeleton } from '@/app/_ui/skeleton';
import type { CodeChange, CodePair } from '@/lib/deployment/revisions/snapshot-code';
import { CodeChanges } from './code-changes';

type CodeComparisonProps = {
  projectId: string;
  pair: CodePair;
  labels: { original: string; modified: string };
};

/** Looks up which files differ between two points, and lists them. */
export function CodeComparison({ projectId, pair, labels }: CodeComparisonProps) {
  const t = useTranslations('operate.revisions.code');
  const query = new URLSearchParams(pair);
  const files = useQuery({
    queryKey: ['code-compare', projectId, pair.from, pair.to],
    queryFn: ({ signal }) =>
      fetchJson<CodeChange[]>(`/api/v1/projects/${projectId}/code/compare?${query}`, signal),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  if (files.isPending) {
    return (
      <div role="status">
        <span className="sr-only">{t('reading')}</span>
        <Skeleton className="h-16" />
      </div>
    );
  }
  if (!files.data) return <ListErrors lists={[files]} />;
  return <CodeChanges projectId={projectId} pair={pair} files={files.data} labels={labels} />;
}
