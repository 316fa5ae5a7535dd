'use client';

import { useTranslations } from 'next-intl';
import { formatBytes } from '@/app/_ui/bytes';
import type { StepView } from '@/lib/runs/view';

export function StepProgress({ progress }: { progress: NonNullable<StepView['progress']> }) {
  const t = useTranslations('run');
  const { done, total, unit } = progress;
  const text =
    unit === 'bytes'
      ? t('progress.bytes', { done: formatBytes(done), total: formatBytes(total) })
      : t(`progress.${unit}`, { done, total });
  return (
    <div className="mt-1">
      <progress
        value={done}
        max={Math.max(total, 1)}
        aria-label={text}
        className="h-1 w-full overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
      />
      <p className="text-xs text-ink-soft tabular-nums">{text}</p>
    </div>
  );
}
