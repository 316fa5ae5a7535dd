'use client';

import { useTranslations } from 'next-intl';
import { Tree } from '@/app/_ui/tree';
import type { FileList } from '@/lib/config/files/list-files';
import { isOpenAtFirst, treeOf } from './tree-of';

type FileTreeProps = {
  list: FileList;
  shown: string | null;
  unsaved: readonly string[];
  onChoose: (path: string) => void;
};

export function FileTree({ list, shown, unsaved, onChoose }: FileTreeProps) {
  const t = useTranslations('files.tree');
  return (
    <div className="max-h-[40dvh] overflow-auto lg:max-h-[calc(100dvh-14rem)]">
      <Tree
        label={t('title')}
        nodes={treeOf(list.entries)}
        selected={shown ?? undefined}
        openAtFirst={({ id }) => isOpenAtFirst(id, shown)}
        onChoose={({ id }) => onChoose(id)}
      >
        {({ label, value: { path, kind } }) => (
          <>
            <span className="truncate font-mono" title={path}>
              {label}
            </span>
            {unsaved.includes(path) && (
              <>
                <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-accent" />
                <span className="sr-only">{t('unsaved')}</span>
              </>
            )}
            {(kind === 'link' || kind === 'other' || kind === 'unreadable') && (
              <span className="shrink-0 text-ink-soft">{t(kind)}</span>
            )}
          </>
        )}
      </Tree>
      {list.truncated && <p className="px-4 py-2 text-xs text-ink-soft">{t('truncated')}</p>}
    </div>
  );
}
