'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/app/_ui/button';
import type { FileChange } from '@/lib/deployment/sync/changes';
import { conflictKey, type Decision, type Decisions } from './decisions';

const choices = ['keep', 'overwrite'] as const satisfies Decision[];

type ConflictsPanelProps = {
  conflicts: FileChange[];
  /** How many of them nobody has decided yet. */
  open: number;
  decisions: Decisions;
  onDecide: (conflicts: FileChange[], decision: Decision) => void;
  onShow: (path: string) => void;
};

/** Files that someone else has changed on the share: a person says what becomes of each before anything is sent. */
export function ConflictsPanel({ conflicts, open, decisions, onDecide, onShow }: ConflictsPanelProps) {
  const t = useTranslations('deploy.conflicts');
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="min-w-0 rounded-lg border border-warn/40 bg-warn-wash">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={titleId} className="font-medium">
            {t('title', { count: conflicts.length })}
          </h2>
          <p className="text-ink-soft">{t('text')}</p>
          <p aria-live="polite" className="text-xs text-ink-soft">
            {open > 0 ? t('open', { count: open }) : t('decided')}
          </p>
        </div>
        {conflicts.length > 1 && (
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => onDecide(conflicts, 'keep')}>
              {t('all.keep')}
            </Button>
            <Button size="small" onClick={() => onDecide(conflicts, 'overwrite')}>
              {t('all.overwrite')}
            </Button>
          </div>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <ul tabIndex={0} aria-labelledby={titleId} className="max-h-96 overflow-auto border-t border-warn/40">
        {conflicts.map((conflict) => (
          <ConflictRow
            key={conflict.path}
            conflict={conflict}
            decision={decisions[conflictKey(conflict)]}
            onDecide={(decision) => onDecide([conflict], decision)}
            onShow={() => onShow(conflict.path)}
          />
        ))}
      </ul>
    </section>
  );
}

type ConflictRowProps = {
  conflict: FileChange;
  decision: Decision | undefined;
  onDecide: (decision: Decision) => void;
  onShow: () => void;
};

function ConflictRow({ conflict, decision, onDecide, onShow }: ConflictRowProps) {
  const t = useTranslations('deploy.conflicts');
  const { path, onShare, kind } = conflict;
  const name = useId();
  // What the project has no more is deleted, what the share has no more is sent again: the words say so.
  const effect = kind === 'removed' ? 'delete' : onShare === 'removed' ? 'again' : 'replace';
  return (
    <li className="border-b border-warn/20 px-4 py-2 last:border-b-0">
      <fieldset className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
        <legend className="float-left mr-auto min-w-0 max-w-full">
          <code className="font-mono text-xs break-all">{path}</code>{' '}
          <span className="text-xs text-ink-soft">
            {t(onShare === 'as-left' ? 'state.changed' : `state.${onShare}`)}
          </span>
        </legend>
        {choices.map((choice) => (
          <label key={choice} className="flex min-h-7 items-center gap-1.5 text-xs touch:min-h-10">
            <input
              type="radio"
              className="size-4"
              name={name}
              checked={decision === choice}
              onChange={() => onDecide(choice)}
            />
            {t(`${choice}.${effect}`)}
          </label>
        ))}
        <Button size="small" variant="ghost" onClick={onShow} aria-label={t('showOf', { path })}>
          {t('show')}
        </Button>
      </fieldset>
    </li>
  );
}
