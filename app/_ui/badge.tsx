import type { ReactNode } from 'react';
import { cx } from './cx';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

const tones = {
  neutral: 'bg-raised text-ink-soft',
  accent: 'bg-accent-wash text-accent',
  good: 'bg-good-wash text-good',
  warn: 'bg-warn-wash text-warn',
  bad: 'bg-bad-wash text-bad',
} as const satisfies Record<Tone, string>;

type BadgeProps = { tone: Tone; pulse?: boolean; title?: string; children: ReactNode };

/** A word with a coloured dot; the word carries the meaning. */
export function Badge({ tone, pulse, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={cx(
        'inline-flex shrink-0 items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium',
        tones[tone],
      )}
    >
      <span
        aria-hidden
        className={cx('size-1.5 rounded-full bg-current', pulse && 'motion-safe:animate-pulse')}
      />
      {children}
    </span>
  );
}
