'use client';

import { ChevronDown, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import { Prose } from '@/app/_components/prose';
import { StepStateIcon } from '@/app/_components/step-state-icon';
import { cx } from '@/app/_ui/cx';
import type { Check } from '@/lib/provisioning/plan/plan';
import { CheckFixes } from './check-fixes';
import type { FixTools } from './fix-tools';
import { type BoardRow, boardOf, type PlanView } from './plan-view';

type CheckListProps = { view: PlanView; waiting: boolean; tools: FixTools };

/** The preflight board: every check from the start, each with its answer as soon as there is one. */
export function CheckList({ view, waiting, tools }: CheckListProps) {
  const t = useTranslations('provision.plan');
  const [unfolded, setUnfolded] = useState(false);
  const rows = boardOf(view);
  // They come one after the other once the plan is whole, so that a small screen can show them as one line.
  const passed = view.plan ? rows.filter(({ check }) => check?.state === 'passed') : [];
  return (
    <section aria-label={t('checks')}>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <Fragment key={row.id}>
            {row === passed[0] && (
              <li className={cx('sm:hidden', !unfolded && passed.at(-1) === rows.at(-1) && 'border-b-0')}>
                <button
                  type="button"
                  aria-expanded={unfolded}
                  className="grid min-h-10 w-full grid-cols-[1rem_minmax(0,1fr)_1rem] items-center gap-x-3 px-4 py-2 text-left font-medium"
                  onClick={() => setUnfolded(!unfolded)}
                >
                  <CheckIcon state="passed" waiting={false} />
                  {t('passed', { count: passed.length })}
                  <ChevronDown aria-hidden className={cx('size-4 text-ink-soft', unfolded && 'rotate-180')} />
                </button>
              </li>
            )}
            <CheckRow row={row} waiting={waiting} tools={tools} folded={!unfolded && passed.includes(row)} />
          </Fragment>
        ))}
      </ul>
    </section>
  );
}

type CheckRowProps = {
  row: BoardRow;
  waiting: boolean;
  tools: FixTools;
  /** A small screen leaves it out. */
  folded: boolean;
};

function CheckRow({ row: { id, check }, waiting, tools, folded }: CheckRowProps) {
  const t = useTranslations('provision.plan');
  const state = check?.state ?? (waiting ? 'waiting' : 'unknown');
  return (
    <li
      data-check={id}
      className={cx(
        'grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 px-4 py-2 sm:grid-cols-[1rem_9.5rem_minmax(0,1fr)]',
        folded && 'max-sm:hidden',
      )}
    >
      <span className="pt-0.5" title={t(`state.${state}`)}>
        <CheckIcon state={check?.state} waiting={waiting} />
        <span className="sr-only">{t(`state.${state}`)}</span>
      </span>
      <span className="font-medium">{t(`check.${id}`)}</span>
      <div className="col-start-2 min-w-0 break-words sm:col-start-3">
        <p
          className={cx(
            (!check || state === 'passed' || state === 'skipped') && 'text-ink-soft',
            'max-sm:text-xs',
          )}
        >
          {check ? <Prose text={check.message} /> : t(`state.${state}`)}
        </p>
        {check?.action && (
          <p className="text-xs text-ink-soft">
            <Prose text={check.action} />
          </p>
        )}
        {check?.fixes && check.fixes.length > 0 && <CheckFixes fixes={check.fixes} tools={tools} />}
      </div>
    </li>
  );
}

function CheckIcon({ state, waiting }: { state: Check['state'] | undefined; waiting: boolean }) {
  if (state === 'warning') return <TriangleAlert aria-hidden className="size-4 text-warn" />;
  if (state === 'passed') return <StepStateIcon state="done" />;
  return <StepStateIcon state={state ?? (waiting ? 'running' : 'waiting')} />;
}
