'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/app/_ui/checkbox';
import { CopyButton } from '@/app/_ui/copy-button';
import { Panel } from '@/app/_ui/panel';
import type { LogLine } from '@/lib/runs/view';
import { LogRow } from './log-row';
import { useFollow } from './use-follow';

export function LogPanel({ lines, total }: { lines: LogLine[]; total: number }) {
  const t = useTranslations('run.log');
  const copy = useTranslations('copy');
  const { ref, following, onScroll, setFollowing } = useFollow<HTMLDivElement>(lines.at(-1)?.key);
  const text = () => lines.map((line) => `${line.at} ${line.source} ${line.text}`).join('\n');
  return (
    <Panel
      title={t('title')}
      flush
      actions={
        <div className="flex items-center gap-3 text-xs text-ink-soft">
          {total > lines.length && <span>{t('trimmed', { shown: lines.length, total })}</span>}
          <Checkbox size="small" checked={following} onChange={setFollowing}>
            {t('follow')}
          </Checkbox>
          <CopyButton text={text} label={copy('copy', { what: t('title') })} copiedLabel={copy('copied')} />
        </div>
      }
    >
      <div
        ref={ref}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        role="log"
        aria-label={t('title')}
        aria-live="off"
        className="h-[min(34rem,70dvh)] overflow-auto overscroll-contain rounded-b-lg bg-canvas py-2 font-mono text-xs leading-5"
      >
        {lines.length === 0 && <p className="px-4 text-ink-soft">{t('empty')}</p>}
        {lines.map((line) => (
          <LogRow key={line.key} line={line} />
        ))}
      </div>
    </Panel>
  );
}
