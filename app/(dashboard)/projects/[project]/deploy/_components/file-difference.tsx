'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { SideDifference } from '@/app/_components/code/side-difference';
import { ErrorMessage } from '@/app/_components/error-message';
import { ApiError, fetchJson } from '@/app/_components/fetch-json';
import { Button } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import { Skeleton } from '@/app/_ui/skeleton';
import type { FileChange, Side } from '@/lib/deployment/sync/changes';

type Sides = { local: Side; share: Side };
type FileDifferenceProps = {
  projectId: string;
  change: FileChange;
  /** Changes whenever the comparison was made anew. */
  readAtMs: number;
  onClose: () => void;
};

/** One file as it is on the share against as it would be. */
export function FileDifference({ projectId, change, readAtMs, onClose }: FileDifferenceProps) {
  const t = useTranslations('deploy.difference');
  const place = useRef<HTMLDivElement>(null);
  const { path } = change;
  const query = useQuery({
    queryKey: ['difference', projectId, path, readAtMs],
    queryFn: ({ signal }) =>
      fetchJson<Sides>(`/api/v1/projects/${projectId}/changes/file?path=${encodeURIComponent(path)}`, signal),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each file that is chosen is brought into sight.
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not.
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [path, query.isSuccess]);
  return (
    <div ref={place} className="scroll-my-4">
      <Panel
        title={t('title')}
        description={<code className="font-mono break-all">{path}</code>}
        flush
        actions={
          <Button size="small" variant="ghost" onClick={onClose}>
            <X aria-hidden className="size-3.5" />
            {t('close')}
          </Button>
        }
      >
        {query.isPending && (
          <div className="p-4" role="status">
            <span className="sr-only">{t('reading')}</span>
            <Skeleton className="h-40" />
          </div>
        )}
        {query.error instanceof ApiError && <ErrorMessage error={query.error.info} />}
        {query.data && (
          <SideDifference
            path={path}
            original={query.data.share}
            modified={query.data.local}
            labels={{ original: t('share'), modified: t('project') }}
          />
        )}
      </Panel>
    </div>
  );
}
