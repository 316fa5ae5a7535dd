'use client';

import {
  goToNextChunk,
  goToPreviousChunk,
  MergeView as SplitView,
  unifiedMergeView,
} from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { readOnlySetup } from './editor-setup';
import { hiddenDifference } from './line-breaks';
import { loadLanguage } from './load-language';
import { useIsWide } from './use-is-wide';
import { usePhrases } from './use-phrases';

/** Two columns of code need this much to be read. */
const SIDE_BY_SIDE_PX = 800;
/** Texts that have little in common are compared more coarsely after this time. */
const DIFF_TIMEOUT_MS = 500;
const COLLAPSE = { margin: 3, minSize: 6 };

export type MergeViewProps = {
  original: string;
  modified: string;
  /** Names the language. */
  path: string;
  /** What the two sides are called; before and after, if nothing else is said. */
  labels?: { original: string; modified: string };
};

/** To be loaded through `MergeView`. */
export function LoadedMergeView({ original, modified, path, labels }: MergeViewProps) {
  const t = useTranslations('code.merge');
  const phrases = usePhrases();
  const place = useRef<HTMLDivElement>(null);
  const jump = useRef<(command: typeof goToNextChunk) => void>(undefined);
  const wide = useIsWide(place, SIDE_BY_SIDE_PX);
  const [whole, setWhole] = useState(false);
  const before = labels?.original ?? t('original');
  const after = labels?.modified ?? t('modified');
  const hidden = hiddenDifference(original, modified);
  const said = JSON.stringify(phrases);

  useEffect(() => {
    if (!place.current || wide === undefined || hidden) return;
    const parent = place.current;
    let end: (() => void) | undefined;
    let gone = false;
    void loadLanguage(path).then((language) => {
      if (gone) return;
      const options = {
        collapseUnchanged: whole ? undefined : COLLAPSE,
        diffConfig: { timeout: DIFF_TIMEOUT_MS },
      };
      const setup = (label: string): Extension => [readOnlySetup(JSON.parse(said), label), keys, language];
      if (wide) {
        const view = new SplitView({
          ...options,
          a: { doc: original, extensions: setup(before) },
          b: { doc: modified, extensions: setup(after) },
          parent,
        });
        jump.current = (command) => command(view.b);
        end = () => view.destroy();
      } else {
        const unified = unifiedMergeView({ ...options, original, mergeControls: false });
        const view = new EditorView({
          state: EditorState.create({ doc: modified, extensions: [setup(after), unified] }),
          parent,
        });
        jump.current = (command) => command(view);
        end = () => view.destroy();
      }
    });
    return () => {
      gone = true;
      end?.();
    };
  }, [original, modified, path, wide, whole, hidden, before, after, said]);

  if (hidden) return <p className="p-4 text-ink-soft">{t(hidden)}</p>;
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-2 py-1.5 text-xs text-ink-soft">
        <span className="flex-1 basis-40 truncate">{t('sides', { original: before, modified: after })}</span>
        <Button size="small" variant="ghost" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          {t('whole')}
        </Button>
        <Button size="small" onClick={() => jump.current?.(goToPreviousChunk)}>
          {t('previous')}
        </Button>
        <Button size="small" onClick={() => jump.current?.(goToNextChunk)}>
          {t('next')}
        </Button>
      </div>
      <div
        ref={place}
        className="max-h-[70dvh] overflow-auto [&_.cm-mergeViewEditor+.cm-mergeViewEditor]:border-l [&_.cm-mergeViewEditor+.cm-mergeViewEditor]:border-line"
      />
    </div>
  );
}

const keys = keymap.of([{ key: 'F7', run: goToNextChunk, shift: goToPreviousChunk }]);
