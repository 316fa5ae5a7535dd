'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { MergeView } from '@/app/_components/code/merge-view';
import { ErrorMessage } from '@/app/_components/error-message';
import { ApiError, fetchJson } from '@/app/_components/fetch-json';
import { Button } from '@/app/_ui/button';
import { formatBytes } from '@/app/_ui/bytes';
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
        {query.data && <Difference path={path} sides={query.data} />}
      </Panel>
    </div>
  );
}

function Difference({ path, sides: { local, share } }: { path: string; sides: Sides }) {
  const t = useTranslations('deploy.difference');
  const original = textOf(share);
  const modified = textOf(local);
  if (original !== undefined && modified !== undefined) {
    return (
      <MergeView
        path={path}
        original={original}
        modified={modified}
        labels={{ original: t('share'), modified: t('project') }}
      />
    );
  }
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 p-4">
      <dt className="text-ink-soft">{t('share')}</dt>
      <dd>{inWords(share)}</dd>
      <dt className="text-ink-soft">{t('project')}</dt>
      <dd>{inWords(local)}</dd>
    </dl>
  );

  function inWords(side: Side): string {
    switch (side.kind) {
      case 'text':
        return t('text', { lines: side.text.split('\n').length });
      case 'binary':
      case 'too-large':
        return t(side.kind, { size: formatBytes(side.size) });
      case 'absent':
        return t('absent');
    }
  }
}

/** Undefined for what cannot be compared as text. */
function textOf(side: Side): string | undefined {
  if (side.kind === 'absent') return '';
  return side.kind === 'text' ? side.text : undefined;
}
