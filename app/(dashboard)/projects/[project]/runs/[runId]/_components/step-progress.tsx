'use client';

import { useTranslations } from 'next-intl';
import { formatBytes } from '@/app/_ui/bytes';
import { formatDuration } from '@/app/_ui/duration';
import { useNow } from '@/app/_ui/use-now';
import { paceOf } from '@/lib/runs/progress';
import type { StepView } from '@/lib/runs/view';

type StepProgressProps = {
  progress: NonNullable<StepView['progress']>;
  /** The step is still at it. */
  running: boolean;
};

/** How far a step is, and while it runs how fast it goes and for how much longer. */
export function StepProgress({ progress, running }: StepProgressProps) {
  const t = useTranslations('run.progress');
  const now = useNow();
  const { bytes, files, resources } = progress;
  // Bytes tell best how much work is left; a sync of empty files has none.
  const measure = bytes && bytes.total > 0 ? bytes : (files ?? resources ?? bytes);
  if (!measure) return null;
  const pace = running && measure === bytes && now !== undefined ? paceOf(bytes, now) : undefined;
  const amounts = [
    bytes && t('bytes', { done: formatBytes(bytes.done), total: formatBytes(bytes.total) }),
    files && t('files', { done: files.done, total: files.total }),
    resources && t('resources', { done: resources.done, total: resources.total }),
  ].filter((text) => text !== undefined);
  const text = amounts.join(' · ');
  return (
    <div className="mt-1">
      <progress
        value={measure.done}
        max={Math.max(measure.total, 1)}
        aria-label={text}
        className="h-1 w-full overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[inline-size]"
      />
      <p className="text-xs text-ink-soft tabular-nums">{text}</p>
      {pace?.kind === 'moving' && pace.leftMs > 0 && (
        <p className="text-xs text-ink-soft tabular-nums">
          {t('pace', { rate: formatBytes(pace.perSecond), left: formatDuration(pace.leftMs) })}
        </p>
      )}
      {pace?.kind === 'stalled' && (
        <p className="text-xs text-warn tabular-nums">
          {t('stalled', { since: formatDuration(pace.sinceMs) })}
        </p>
      )}
    </div>
  );
}
