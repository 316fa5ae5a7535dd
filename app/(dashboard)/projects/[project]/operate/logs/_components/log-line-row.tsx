'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { memo } from 'react';
import { cx } from '@/app/_ui/cx';
import { knownFailure } from '@/lib/deployment/logs/known-failures';
import type { AppLogLine, LogLevel } from '@/lib/deployment/logs/log-line';
import { lineParts } from './line-parts';
import { shownTime } from './shown-time';

const looks = {
  error: 'border-bad text-bad',
  warning: 'border-warn text-warn',
  info: 'border-transparent text-ink-soft',
  debug: 'border-transparent text-ink-soft',
} as const satisfies Record<LogLevel, string>;

type RowProps = {
  line: AppLogLine;
  hits: RegExp | undefined;
  /** The line that the address names, or the hit that was gone to. */
  current: boolean;
  /** The name of the link to the line. */
  linkName: string;
};

/** One line of the log, with what is known of it; memoised, since a thousand are passed by. */
export const LogLineRow = memo(function LogLineRow({ line, hits, current, linkName }: RowProps) {
  const failure = line.level === 'debug' ? undefined : knownFailure(line.text);
  if (line.kind !== 'line') return <MissingRow line={line} />;
  return (
    <div
      className={cx(
        'border-l-2 px-2 hover:bg-raised sm:px-3',
        looks[line.level].split(' ')[0],
        current && 'bg-accent-wash',
      )}
    >
      <div className="flex gap-2 sm:gap-3">
        <LineLink line={line} name={linkName} />
        <span
          title={line.level}
          className={cx('hidden w-14 shrink-0 select-none sm:inline', looks[line.level].split(' ')[1])}
        >
          {line.source}
        </span>
        {line.origin === 'analytics' && <FromAnalytics />}
        <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">
          {lineParts(line.text, hits).map(({ start, text, className, hit }) =>
            hit ? (
              <mark
                key={start}
                className={cx('rounded-xs bg-warn-wash text-ink ring-1 ring-warn/60', className)}
              >
                {text}
              </mark>
            ) : (
              <span key={start} className={className}>
                {text}
              </span>
            ),
          )}
        </span>
      </div>
      {failure && (
        <details className="my-1 rounded-md border border-line bg-surface px-2.5 py-1 font-sans sm:ml-37">
          <summary className="font-medium">{failure.sentence}</summary>
          <p className="mt-1 text-ink-soft">{failure.cause}</p>
          <p className="mt-1">{failure.action}</p>
        </details>
      )}
    </div>
  );
});

/** When it was written, as a link to the line. */
function LineLink({ line, name }: { line: AppLogLine; name: string }) {
  return (
    <a
      href={`#L${line.seq}`}
      title={[line.at, line.replica, line.container].filter(Boolean).join(' · ')}
      aria-label={name}
      className="shrink-0 text-ink-soft tabular-nums select-none hover:text-accent"
    >
      {shownTime(line.at)}
    </a>
  );
}

/** The line was read when its stream was gone already. */
function FromAnalytics() {
  const t = useTranslations('operate.logs.analytics');
  return (
    <span
      title={t('hint')}
      className="h-fit shrink-0 rounded-sm border border-line px-1 font-sans text-ink-soft select-none"
    >
      {t('name')}
    </span>
  );
}

function MissingRow({ line }: { line: AppLogLine }) {
  const t = useTranslations('operate.logs.missing');
  const format = useFormatter();
  const time = (at: string) =>
    format.dateTime(new Date(at), { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' });
  return (
    <div className="my-1 flex items-center gap-3 px-3 font-sans text-warn">
      <span aria-hidden className="h-px flex-1 bg-warn/40" />
      <span className="text-center" title={[line.replica, line.container].filter(Boolean).join(' · ')}>
        {t(line.kind === 'gap' ? 'gap' : 'break', {
          from: time(line.at),
          until: time(line.until ?? line.at),
        })}
      </span>
      <span aria-hidden className="h-px flex-1 bg-warn/40" />
    </div>
  );
}
