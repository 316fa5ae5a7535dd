'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';
import { cx } from '@/app/_ui/cx';
import type { Stage } from './stage';

type JourneyStepProps = { number: number; step: Stage; state: 'done' | 'current' | 'ahead'; href: string };

const marks = {
  done: 'border-good text-good',
  current: 'border-accent bg-accent text-on-accent',
  ahead: 'border-line-strong text-ink-soft',
} as const;

export function JourneyStep({ number, step, state, href }: JourneyStepProps) {
  const t = useTranslations('overview.journey');
  return (
    <li aria-current={state === 'current' ? 'step' : undefined} className="flex gap-3 p-4">
      <span
        className={cx(
          'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-medium',
          marks[state],
        )}
      >
        {state === 'done' ? <Check aria-hidden className="size-3.5" /> : number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col items-start">
        <h2 className={cx('font-medium', state === 'ahead' && 'text-ink-soft')}>
          {t(`${step}.title`)} <span className="sr-only">({t(`state.${state}`)})</span>
        </h2>
        <p className="mb-3 text-xs text-ink-soft">{t(`${step}.text`)}</p>
        <Link href={href} className={buttonClass(state === 'current' ? 'primary' : 'secondary', 'mt-auto')}>
          {t(`${step}.${state === 'done' ? 'again' : 'action'}`)}
        </Link>
      </div>
    </li>
  );
}
