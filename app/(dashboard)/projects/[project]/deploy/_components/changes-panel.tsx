'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Ago } from '@/app/_components/ago';
import { Copyable } from '@/app/_components/copyable';
import { Button } from '@/app/_ui/button';
import { formatBytes } from '@/app/_ui/bytes';
import { Panel } from '@/app/_ui/panel';
import { Skeleton } from '@/app/_ui/skeleton';
import { Tree } from '@/app/_ui/tree';
import type { DeployChanges } from '@/lib/deployment/sync/changes';
import { ChangeRow } from './change-row';
import { changeTree, countKinds } from './change-tree';
import { LeftBehind } from './left-behind';
import type { ShownChanges } from './use-changes';

/** With more, folders are closed at first, so that what changes can be taken in. */
const OPEN_UP_TO_FILES = 100;

type ChangesPanelProps = {
  shown: ShownChanges;
  /** What travels once the conflicts are decided as they are now, in bytes. */
  uploadBytes: number;
  /** Account and share, as one name. */
  destination: string;
  selected: string | undefined;
  onSelect: (path: string) => void;
};

/** What a deploy would change on the share, as a tree, and what it would leave alone. */
export function ChangesPanel({ shown, uploadBytes, destination, selected, onSelect }: ChangesPanelProps) {
  const t = useTranslations('deploy.changes');
  const { changes, reading, stale, readAtMs, readAgain } = shown;
  return (
    <Panel
      title={t('title')}
      description={changes ? <Summary changes={changes} uploadBytes={uploadBytes} /> : t('comparing')}
      flush
      actions={
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft">
          <span aria-live="polite">
            {stale && !reading && <span className="text-warn">{t('stale')}</span>}
            {!stale && readAtMs > 0 && (
              <>
                {t('compared')} <Ago at={new Date(readAtMs).toISOString()} />
              </>
            )}
          </span>
          <Button size="small" pending={reading} onClick={readAgain}>
            {!reading && <RotateCw aria-hidden className="size-3.5" />}
            {t('again')}
          </Button>
        </div>
      }
    >
      <p className="flex flex-wrap items-center gap-x-2 border-b border-line px-4 py-2 text-xs text-ink-soft">
        {t('to')} <Copyable text={destination} />
      </p>
      {!changes && (
        <div className="p-4" role="status">
          <span className="sr-only">{t('comparing')}</span>
          {reading && <Skeleton className="h-40" />}
          {!reading && <p className="text-ink-soft">{t('unknown')}</p>}
        </div>
      )}
      {changes?.files.length === 0 && <Unchanged count={changes.unchanged} />}
      {changes && changes.files.length > 0 && (
        <ChangedFiles changes={changes} selected={selected} onSelect={onSelect} />
      )}
      {changes && <LeftBehind changes={changes} />}
    </Panel>
  );
}

function Summary({ changes, uploadBytes }: { changes: DeployChanges; uploadBytes: number }) {
  const t = useTranslations('deploy.changes');
  const counts = countKinds(changes.files);
  const parts = [
    ...(['added', 'changed', 'removed'] as const).flatMap((kind) =>
      counts[kind] > 0 ? [t(`count.${kind}`, { count: counts[kind] })] : [],
    ),
    t('unchanged', { count: changes.unchanged }),
    t('upload', { size: formatBytes(uploadBytes) }),
  ];
  return parts.join(' · ');
}

function Unchanged({ count }: { count: number }) {
  const t = useTranslations('deploy.changes.nothing');
  return (
    <div className="px-4 py-6">
      <p className="font-medium">{t('title', { count })}</p>
      <p className="max-w-prose text-ink-soft">{t('text')}</p>
    </div>
  );
}

type ChangedFilesProps = Pick<ChangesPanelProps, 'selected' | 'onSelect'> & { changes: DeployChanges };

function ChangedFiles({ changes, selected, onSelect }: ChangedFilesProps) {
  const t = useTranslations('deploy.changes');
  const nodes = useMemo(() => changeTree(changes.files), [changes.files]);
  const few = changes.files.length <= OPEN_UP_TO_FILES;
  return (
    <div className="max-h-96 overflow-auto">
      <Tree
        label={t('title')}
        nodes={nodes}
        selected={selected}
        openAtFirst={(node) => few || nodes.includes(node)}
        onChoose={({ value }) => value.kind === 'file' && onSelect(value.change.path)}
      >
        {(node) => <ChangeRow node={node} />}
      </Tree>
    </div>
  );
}
