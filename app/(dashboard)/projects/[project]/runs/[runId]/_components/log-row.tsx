'use client';

import { memo } from 'react';
import { cx } from '@/app/_ui/cx';
import type { LogSource } from '@/lib/runs/events';
import type { LogLine } from '@/lib/runs/view';

const colours = {
  tool: 'text-accent',
  console: 'text-ink-soft',
  system: 'text-warn',
} as const satisfies Record<LogSource, string>;

/** One line; memoised, since a long log gets a few lines at a time. */
export const LogRow = memo(function LogRow({ line }: { line: LogLine }) {
  return (
    <div
      className="flex gap-3 px-4 hover:bg-raised"
      title={line.replica ? `${line.at} · ${line.replica}` : line.at}
    >
      <time dateTime={line.at} className="hidden shrink-0 text-ink-soft select-none sm:inline">
        {line.at.slice(11, 19)}
      </time>
      <span className={cx('w-14 shrink-0 select-none', colours[line.source])}>{line.source}</span>
      <span className="min-w-0 break-words whitespace-pre-wrap">{line.text}</span>
    </div>
  );
});
