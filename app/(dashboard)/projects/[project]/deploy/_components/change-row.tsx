'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { formatBytes } from '@/app/_ui/bytes';
import { cx } from '@/app/_ui/cx';
import type { TreeNode } from '@/app/_ui/tree-rows';
import type { FileChange } from '@/lib/deployment/sync/changes';
import { changeMarks } from './change-marks';
import type { ChangeEntry } from './change-tree';

/** A folder with how much changes in it, or a file with what becomes of it. */
export function ChangeRow({ node }: { node: TreeNode<ChangeEntry> }) {
  const t = useTranslations('deploy.changes');
  const { value, label } = node;
  if (value.kind === 'folder') {
    return (
      <>
        <span className="min-w-0 truncate font-mono" title={node.id}>
          {label}/
        </span>
        <span className="ml-auto flex shrink-0 gap-2 tabular-nums">
          {(['added', 'changed', 'removed'] as const).map((kind) => {
            const count = value.counts[kind];
            if (count === 0) return null;
            return (
              <span key={kind} className={changeMarks[kind].colour}>
                <span aria-hidden>
                  {changeMarks[kind].mark}
                  {count}
                </span>
                <span className="sr-only">{t(`count.${kind}`, { count })}</span>
              </span>
            );
          })}
        </span>
      </>
    );
  }
  const { change } = value;
  const { mark, colour } = changeMarks[change.kind];
  return (
    <>
      <span aria-hidden className={cx('w-3 shrink-0 text-center font-mono', colour)}>
        {mark}
      </span>
      <span
        className={cx('min-w-0 truncate font-mono', change.kind === 'removed' && 'line-through')}
        title={change.path}
      >
        {label}
      </span>
      <span className="sr-only">{t(`kind.${change.kind}`)}</span>
      {change.onShare !== 'as-left' && (
        <>
          <span className="hidden sm:inline">
            <Badge tone="warn">{t('conflict')}</Badge>
          </span>
          <TriangleAlert aria-label={t('conflict')} className="size-3.5 shrink-0 text-warn sm:hidden" />
        </>
      )}
      <span className="ml-auto shrink-0 text-ink-soft tabular-nums">
        <ChangedSize change={change} />
      </span>
    </>
  );
}

function ChangedSize({ change: { kind, size, previousSize } }: { change: FileChange }) {
  const t = useTranslations('deploy.changes');
  if (kind === 'removed') return formatBytes(previousSize ?? 0);
  const after = formatBytes(size);
  const before = previousSize === null ? after : formatBytes(previousSize);
  return kind === 'added' || before === after ? after : t('size', { before, after });
}
