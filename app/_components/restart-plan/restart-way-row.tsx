import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Badge, type Tone } from '@/app/_ui/badge';
import { cx } from '@/app/_ui/cx';
import { formatDuration } from '@/app/_ui/duration';
import type { PlannedWay, SecondGpu } from '@/lib/deployment/operate/restart-plan';

type RestartWayRowProps = {
  planned: PlannedWay;
  recommended: boolean;
  chosen: boolean;
  onChoose: () => void;
};

const tones = {
  'not-needed': 'neutral',
  free: 'good',
  taken: 'warn',
  unknown: 'neutral',
} as const satisfies Record<SecondGpu, Tone>;

/** One way to restart: a radio button with what speaks for and against it. */
export function RestartWayRow({ planned, recommended, chosen, onChoose }: RestartWayRowProps) {
  const t = useTranslations('restartPlan');
  const id = useId();
  const { way, legal, why, downtimeMs, secondGpu } = planned;
  return (
    <div className={cx('flex gap-3 px-4 py-3', chosen && 'bg-accent-wash/40')}>
      <input
        id={id}
        type="radio"
        name="restart-way"
        className="mt-1 shrink-0 self-start"
        aria-describedby={`${id}-why`}
        disabled={!legal}
        checked={chosen}
        onChange={onChoose}
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <label htmlFor={id} className={cx('font-medium', legal ? 'cursor-pointer' : 'text-ink-soft')}>
            {t(`way.${way}`)}
          </label>
          {recommended && <Badge tone="accent">{t('recommended')}</Badge>}
          {!legal && <Badge tone="neutral">{t('illegal')}</Badge>}
        </div>
        <p id={`${id}-why`} className="mt-0.5 max-w-prose text-ink-soft">
          {why}
        </p>
        {legal && (
          <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-soft">
            <Badge tone={tones[secondGpu]}>{t(`secondGpu.${secondGpu}`)}</Badge>
            <span title={t('downtimeHint')}>
              {downtimeMs === null
                ? t('downtimeUnknown')
                : t('downtime', { duration: formatDuration(downtimeMs) })}
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
