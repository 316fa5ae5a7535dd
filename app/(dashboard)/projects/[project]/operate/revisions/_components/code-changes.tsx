'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SideDifference } from '@/app/_components/code/side-difference';
import { fetchJson } from '@/app/_components/fetch-json';
import { ListErrors } from '@/app/_components/list-errors';
import { formatBytes } from '@/app/_ui/bytes';
import { Skeleton } from '@/app/_ui/skeleton';
import type { CodeChange, CodePair } from '@/lib/deployment/revisions/snapshot-code';
import type { Side } from '@/lib/deployment/sync/changes';

type CodeChangesProps = {
  projectId: string;
  pair: CodePair;
  files: CodeChange[];
  labels: { original: string; modified: string };
};

const marks = {
  added: { sign: '+', colour: 'text-good' },
  changed: { sign: '~', colour: 'text-warn' },
  removed: { sign: '−', colour: 'text-bad' },
} as const;

/** The files that differ between two points, each with its difference when it is opened. */
export function CodeChanges({ projectId, pair, files, labels }: CodeChangesProps) {
  const t = useTranslations('operate.revisions.code');
  return (
    <>
      <p className="text-ink-soft">{t('files', { count: files.length })}</p>
      <ul className="divide-y divide-line">
        {files.map((file) => (
          <li key={file.path}>
            <FileRow projectId={projectId} pair={pair} file={file} labels={labels} />
          </li>
        ))}
      </ul>
    </>
  );
}

type FileRowProps = Omit<CodeChangesProps, 'files'> & { file: CodeChange };

function FileRow({ projectId, pair, file, labels }: FileRowProps) {
  const t = useTranslations('operate.revisions.code');
  const [opened, setOpened] = useState(false);
  const { sign, colour } = marks[file.kind];
  const size = file.kind === 'removed' ? (file.previousSize ?? 0) : file.size;
  return (
    <details onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
      <summary className="flex min-h-8 items-center gap-2 py-1 text-xs touch:min-h-10">
        <span aria-hidden className={`w-3 text-center font-mono ${colour}`}>
          {sign}
        </span>
        <span className="min-w-0 font-mono wrap-anywhere">{file.path}</span>
        <span className="text-ink-soft">{t(`change.${file.kind}`)}</span>
        <span className="ml-auto shrink-0 text-ink-soft tabular-nums">{formatBytes(size)}</span>
      </summary>
      {opened && <FileSides projectId={projectId} pair={pair} path={file.path} labels={labels} />}
    </details>
  );
}

type FileSidesProps = Omit<CodeChangesProps, 'files'> & { path: string };

function FileSides({ projectId, pair: { from, to }, path, labels }: FileSidesProps) {
  const t = useTranslations('operate.revisions.code');
  const query = new URLSearchParams({ from, to, path });
  const sides = useQuery({
    queryKey: ['code-file', projectId, from, to, path],
    queryFn: ({ signal }) =>
      fetchJson<{ before: Side; after: Side }>(`/api/v1/projects/${projectId}/code/file?${query}`, signal),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  if (sides.isPending) {
    return (
      <div role="status">
        <span className="sr-only">{t('reading')}</span>
        <Skeleton className="h-32" />
      </div>
    );
  }
  if (!sides.data) return <ListErrors lists={[sides]} />;
  return (
    <SideDifference path={path} original={sides.data.before} modified={sides.data.after} labels={labels} />
  );
}
