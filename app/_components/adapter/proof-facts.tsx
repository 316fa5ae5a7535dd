'use client';

import { Check, Minus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Prose } from '@/app/_components/prose';
import { cx } from '@/app/_ui/cx';
import type { AdapterProof } from '@/lib/runs/adapter-proof';

const marks = {
  held: { Icon: Check, look: 'text-good' },
  broken: { Icon: X, look: 'text-bad' },
  unknown: { Icon: Minus, look: 'text-ink-soft' },
} as const;

/** What the proof says, what to do about it, and what each of its checks has found. */
export function ProofFacts({ proof }: { proof: AdapterProof }) {
  const t = useTranslations('adapter');
  return (
    <>
      <div className="px-4 pt-3">
        <p className={cx(proof.verdict === 'broken' && 'font-medium text-bad')}>
          <Prose text={proof.message} />
        </p>
        {proof.action && (
          <p className="mt-0.5 text-ink-soft">
            <Prose text={proof.action} />
          </p>
        )}
      </div>
      <ul className="py-2">
        {proof.checks.map(({ check, state, detail }) => {
          const { Icon, look } = marks[state];
          return (
            <li key={check} className="flex items-start gap-2.5 px-4 py-1.5">
              <span className="flex h-5 items-center">
                <Icon aria-hidden className={cx('size-4', look)} />
              </span>
              <div className="min-w-0 flex-1">
                <p className="leading-5">
                  {t(`checks.${check}`)} <span className="sr-only">({t(`state.${state}`)})</span>
                </p>
                {detail !== proof.message && (
                  <p className="text-xs text-ink-soft wrap-anywhere">
                    <Prose text={detail} />
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
